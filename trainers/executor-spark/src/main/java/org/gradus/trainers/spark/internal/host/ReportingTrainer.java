package org.gradus.trainers.spark.internal.host;

import java.util.List;
import java.util.function.BiConsumer;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.ForwardingTrainer;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.TrialId;

/** Reports the points of all its sessions while their segments run, epoch by epoch. */
final class ReportingTrainer extends ForwardingTrainer {
    private final BiConsumer<TrialId, List<CurvePoint>> listener;

    ReportingTrainer(Trainer trainer, BiConsumer<TrialId, List<CurvePoint>> listener) {
        super(trainer);
        this.listener = listener;
    }

    @Override
    protected TrainingSession wrap(TrainingSession session, TrainingRequest request) {
        return new Session(session) {
            @Override
            public Segment advanceTo(long untilStep, CancellationToken cancel)
                    throws TrainingException, InterruptedException {
                Segment segment = super.advanceTo(untilStep, cancel);
                listener.accept(request.plan().id(), segment.points());
                return segment;
            }
        };
    }
}
