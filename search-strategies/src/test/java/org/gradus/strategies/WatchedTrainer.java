package org.gradus.strategies;

import java.util.function.Consumer;
import org.gradus.core.curvature.Gradients;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Segment;

/** A trainer whose trainings call a test before each of their segments, from their own thread. */
record WatchedTrainer(Trainer trainer, Consumer<CancellationToken> before) implements Trainer {
    @Override
    public TrainerDescriptor descriptor() {
        return trainer.descriptor();
    }

    @Override
    public long stepsPerEpoch(Configuration configuration) {
        return trainer.stepsPerEpoch(configuration);
    }

    @Override
    public TrainingSession open(TrainingRequest request) throws TrainingException {
        return new WatchedSession(trainer.open(request), before);
    }

    @Override
    public TrainingSession resume(TrainingRequest request, byte[] checkpoint) throws TrainingException {
        return new WatchedSession(trainer.resume(request, checkpoint), before);
    }

    @Override
    public Gradients gradients(Configuration configuration, Seeds seeds) throws TrainingException {
        return trainer.gradients(configuration, seeds);
    }

    private record WatchedSession(TrainingSession session, Consumer<CancellationToken> before)
            implements TrainingSession {
        @Override
        public long step() {
            return session.step();
        }

        @Override
        public Segment advanceTo(long untilStep, CancellationToken cancel)
                throws TrainingException, InterruptedException {
            before.accept(cancel);
            return session.advanceTo(untilStep, cancel);
        }

        @Override
        public Evaluation test() throws TrainingException {
            return session.test();
        }

        @Override
        public byte[] checkpoint() throws TrainingException {
            return session.checkpoint();
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
