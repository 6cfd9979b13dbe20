package org.gradus.trainers.replay.internal;

import java.util.OptionalInt;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Segment;

/** A trainer some of whose trainings throw. */
public record FailingTrainer(Trainer trainer, FailurePlan plan) implements Trainer {
    @Override
    public TrainerDescriptor descriptor() {
        return trainer.descriptor();
    }

    @Override
    public long stepsPerEpoch(Configuration configuration) {
        return trainer.stepsPerEpoch(configuration);
    }

    @Override
    public void check(SearchSpace space) {
        trainer.check(space);
    }

    @Override
    public TrainingSession open(TrainingRequest request) throws TrainingException {
        TrainingSession session = trainer.open(request);
        OptionalInt epoch = plan.epochOf(request.plan().id());
        return epoch.isPresent() ? new Failing(session, epoch.getAsInt(), request.stepsPerEpoch()) : session;
    }

    private record Failing(TrainingSession session, int epoch, long stepsPerEpoch) implements TrainingSession {
        @Override
        public long step() {
            return session.step();
        }

        @Override
        public Segment advanceTo(long untilStep, CancellationToken cancel)
                throws TrainingException, InterruptedException {
            if (untilStep > (epoch - 1) * stepsPerEpoch) {
                throw new TrainingException("made to fail in epoch " + epoch);
            }
            return session.advanceTo(untilStep, cancel);
        }

        @Override
        public Evaluation test() throws TrainingException {
            return session.test();
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
