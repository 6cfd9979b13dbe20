package org.gradus.examples.launcher.commands;

import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.ForwardingTrainer;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Segment;

/** Trains as another trainer does, and reports where its trainings stand. */
final class WatchedTrainer extends ForwardingTrainer {
    private final RunningTrainings trainings;

    /** A trainer that tells these trainings where each stands. */
    WatchedTrainer(Trainer trainer, RunningTrainings trainings) {
        super(trainer);
        this.trainings = trainings;
    }

    @Override
    protected TrainingSession wrap(TrainingSession session, TrainingRequest request) {
        return new Watched(session, request);
    }

    /** A training that is watched. */
    private final class Watched extends Session {
        private final TrainingRequest request;
        private Optional<CurvePoint> last = Optional.empty();

        Watched(TrainingSession session, TrainingRequest request) {
            super(session);
            this.request = request;
        }

        @Override
        public Segment advanceTo(long untilStep, CancellationToken cancel)
                throws TrainingException, InterruptedException {
            trainings.at(place());
            Segment segment = super.advanceTo(untilStep, cancel);
            last = segment.points().stream()
                    .filter(point -> point.validation().isPresent())
                    .reduce((before, after) -> after)
                    .or(() -> last);
            trainings.moved(place());
            return segment;
        }

        private TrainingPlace place() {
            return new TrainingPlace(request.plan(), step(), request.totalSteps(), last);
        }
    }
}
