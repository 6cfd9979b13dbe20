package org.gradus.examples.launcher.commands;

import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.ForwardingTrainer;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Segment;

/** Trains as another trainer does, and says how far its trainings are. */
final class WatchedTrainer extends ForwardingTrainer {
    private final WorkerHealth health;

    /** Tells this health. */
    WatchedTrainer(Trainer trainer, WorkerHealth health) {
        super(trainer);
        this.health = health;
    }

    @Override
    protected TrainingSession wrap(TrainingSession session, TrainingRequest request) {
        return new Watched(session, request);
    }

    /** A training that is watched. */
    private final class Watched extends Session {
        private final TrainingRequest request;

        Watched(TrainingSession session, TrainingRequest request) {
            super(session);
            this.request = request;
        }

        @Override
        public Segment advanceTo(long untilStep, CancellationToken cancel)
                throws TrainingException, InterruptedException {
            long steps = request.stepsPerEpoch();
            health.at(
                    request.plan().id().number(),
                    request.isSweep()
                            ? "at step " + step() + " of a sweep of " + request.totalSteps()
                            : "at epoch " + step() / steps + " of " + request.totalSteps() / steps);
            return super.advanceTo(untilStep, cancel);
        }
    }
}
