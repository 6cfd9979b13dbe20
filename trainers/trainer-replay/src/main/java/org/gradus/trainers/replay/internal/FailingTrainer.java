package org.gradus.trainers.replay.internal;

import java.util.OptionalInt;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.ForwardingTrainer;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Segment;

/** A trainer some of whose trainings throw. */
public final class FailingTrainer extends ForwardingTrainer {
    private final FailurePlan plan;

    /** Trains as this trainer, but for the trials of a plan. */
    public FailingTrainer(Trainer trainer, FailurePlan plan) {
        super(trainer);
        this.plan = plan;
    }

    @Override
    protected TrainingSession wrap(TrainingSession session, TrainingRequest request) {
        OptionalInt epoch = plan.epochOf(request.plan().id());
        return epoch.isPresent() ? new Failing(session, epoch.getAsInt(), request.stepsPerEpoch()) : session;
    }

    private static final class Failing extends Session {
        private final int epoch;
        private final long stepsPerEpoch;

        Failing(TrainingSession session, int epoch, long stepsPerEpoch) {
            super(session);
            this.epoch = epoch;
            this.stepsPerEpoch = stepsPerEpoch;
        }

        @Override
        public Segment advanceTo(long untilStep, CancellationToken cancel)
                throws TrainingException, InterruptedException {
            if (untilStep > (epoch - 1) * stepsPerEpoch) {
                throw new TrainingException("made to fail in epoch " + epoch);
            }
            return super.advanceTo(untilStep, cancel);
        }
    }
}
