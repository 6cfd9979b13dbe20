package org.gradus.strategies;

import java.util.function.Consumer;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.ForwardingTrainer;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Segment;

/** A trainer whose trainings call a test before each of their segments, from their own thread. */
final class WatchedTrainer extends ForwardingTrainer {
    private final Consumer<CancellationToken> before;

    WatchedTrainer(Trainer trainer, Consumer<CancellationToken> before) {
        super(trainer);
        this.before = before;
    }

    @Override
    protected TrainingSession wrap(TrainingSession session, TrainingRequest request) {
        return new Session(session) {
            @Override
            public Segment advanceTo(long untilStep, CancellationToken cancel)
                    throws TrainingException, InterruptedException {
                before.accept(cancel);
                return super.advanceTo(untilStep, cancel);
            }
        };
    }
}
