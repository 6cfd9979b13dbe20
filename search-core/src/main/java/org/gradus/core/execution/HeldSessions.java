package org.gradus.core.execution;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.training.Segment;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.TrialId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of an executor that are open, by trial. A trial is obtained by one thread at a time. Thread-safe. */
final class HeldSessions {
    private static final Logger LOG = LoggerFactory.getLogger(HeldSessions.class);

    private final Trainer trainer;
    private final Optional<CheckpointStore> checkpoints;
    private final Map<TrialId, HeldSession> held = new ConcurrentHashMap<>();

    HeldSessions(Trainer trainer, Optional<CheckpointStore> checkpoints) {
        this.trainer = trainer;
        this.checkpoints = checkpoints;
    }

    /**
     * The session of an order, standing at its first step: the one in memory, or one from its checkpoint, or else one
     * trained again from the beginning, which gives the same model because equal requests give equal curves.
     */
    HeldSession obtain(WorkOrder order, CancellationToken cancel) throws TrainingException, InterruptedException {
        HeldSession known = held.get(order.trial());
        if (known != null && known.step() == order.fromStep()) {
            return known;
        }
        discard(order.trial());
        HeldSession opened = new HeldSession(order.request(), open(order));
        held.put(order.trial(), opened);
        if (opened.step() < order.fromStep()) {
            catchUp(opened, order, cancel);
        }
        return opened;
    }

    private TrainingSession open(WorkOrder order) throws TrainingException {
        if (order.checkpoint().isPresent() && checkpoints.isPresent()) {
            byte[] bytes = checkpoints.get().get(order.checkpoint().get());
            return trainer.resume(order.request(), bytes);
        }
        return trainer.open(order.request());
    }

    private static void catchUp(HeldSession session, WorkOrder order, CancellationToken cancel)
            throws TrainingException, InterruptedException {
        Segment segment = session.advanceTo(order.fromStep(), cancel);
        if (segment.end() == SegmentEnd.DIVERGED) {
            throw new TrainingException(order.trial() + " diverged when it was trained again until step "
                    + order.fromStep() + "\nMaybe the trainer does not give equal curves for equal requests.");
        }
    }

    void discard(TrialId trial) {
        HeldSession gone = held.remove(trial);
        if (gone != null) {
            try {
                gone.close();
            } catch (RuntimeException | Error e) { // The model is not needed any more; its trial must not suffer.
                LOG.warn("the session of {} did not close", trial, e);
            }
        }
    }

    void discardIdle(Set<TrialId> busy) {
        held.keySet().stream().filter(id -> !busy.contains(id)).toList().forEach(this::discard);
    }
}
