package org.gradus.core.execution.internal;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.execution.ModelStorage;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.study.SearchException;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.WatchedSession;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.TrialId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of an executor, by trial. A trial is obtained by one thread at a time, which puts it aside or discards it
 * afterwards. Of those put aside as many stay open as memory may hold; the ones used longest ago are saved and closed.
 * Thread-safe.
 */
final class HeldSessions {
    private static final Logger LOG = LoggerFactory.getLogger(HeldSessions.class);

    private final Trainer trainer;
    private final ModelStorage storage;
    private final SavedModels models;
    private final Map<TrialId, WatchedSession> open = new LinkedHashMap<>();
    private final Map<TrialId, SavedSession> saved = new LinkedHashMap<>();

    /** The open sessions that no thread uses, the one put aside first at the beginning. */
    private final Set<TrialId> aside = new LinkedHashSet<>();

    HeldSessions(Trainer trainer, ModelStorage storage) {
        this.trainer = trainer;
        this.models = new SavedModels(trainer, storage);
        this.storage = storage;
    }

    /**
     * The session of an order, standing at its first step: the one in memory, or one from its checkpoint, or else one
     * trained again from the beginning, which gives the same model because equal requests give equal curves.
     */
    WatchedSession obtain(WorkOrder order, CancellationToken cancel) throws TrainingException, InterruptedException {
        Optional<WatchedSession> known = take(order);
        if (known.isPresent()) {
            return known.get();
        }
        WatchedSession made = make(order);
        synchronized (this) {
            forgetSaved(order.trial());
            open.put(order.trial(), made);
        }
        if (made.step() < order.fromStep()) {
            catchUp(made, order, cancel);
        }
        return made;
    }

    /** The session in memory, if it stands where the order begins; one that stands elsewhere is closed. */
    private synchronized Optional<WatchedSession> take(WorkOrder order) {
        aside.remove(order.trial());
        WatchedSession known = open.get(order.trial());
        if (known != null && known.step() != order.fromStep()) {
            closeSession(order.trial());
            return Optional.empty();
        }
        return Optional.ofNullable(known);
    }

    private WatchedSession make(WorkOrder order) throws TrainingException {
        Optional<SavedSession> own = saved(order);
        try {
            if (own.isPresent()) {
                return own.get().resume(order.request(), models);
            }
            if (order.checkpoint().isPresent() && storage.store().isPresent()) {
                return new WatchedSession(
                        order.request(),
                        models.resume(order.request(), order.checkpoint().get()),
                        order.curve());
            }
        } catch (SearchException e) {
            LOG.warn("{} is trained again until step {}: {}", order.trial(), order.fromStep(), e.getMessage());
        }
        return new WatchedSession(order.request(), trainer.open(order.request()), LearningCurve.empty());
    }

    private synchronized Optional<SavedSession> saved(WorkOrder order) {
        return Optional.ofNullable(saved.get(order.trial())).filter(session -> session.step() == order.fromStep());
    }

    private static void catchUp(WatchedSession session, WorkOrder order, CancellationToken cancel)
            throws TrainingException, InterruptedException {
        Segment segment = session.advanceTo(order.fromStep(), cancel);
        if (segment.end() == SegmentEnd.DIVERGED) {
            throw new TrainingException(order.trial() + " diverged when it was trained again until step "
                    + order.fromStep() + "\nMaybe the trainer does not give equal curves for equal requests.");
        }
    }

    /** Keeps a session for later orders, and makes room if too many are kept. */
    synchronized void putAside(TrialId trial) {
        if (open.containsKey(trial)) {
            aside.add(trial);
        }
        aside.stream()
                .limit(Math.max(0, aside.size() - storage.heldInMemory()))
                .toList()
                .forEach(this::save);
    }

    /**
     * Saves the model of a session whose segment has ended, where that is wanted; it stays open. A sweep has ended for good. A model that cannot be
     * saved costs a resumed study its training, but not this one.
     */
    Optional<CheckpointRef> secure(WatchedSession session) {
        if (!storage.everySegment() || session.isSweep()) {
            return Optional.empty();
        }
        try {
            return Optional.of(models.save(session));
        } catch (TrainingException | RuntimeException e) {
            LOG.warn("the model of {} is not saved: {}", session.trial(), FailureWords.message(e));
            return Optional.empty();
        }
    }

    /** A session that cannot be saved stays in memory, so that its trial does not suffer. */
    private void save(TrialId trial) {
        WatchedSession session = open.get(trial);
        try {
            if (session != null) {
                SavedSession copy = SavedSession.of(session, models);
                closeSession(trial);
                saved.put(trial, copy);
            }
        } catch (TrainingException | RuntimeException | Error e) {
            LOG.warn(
                    "the session of {} stays in memory, because it cannot be saved: {}",
                    trial,
                    FailureWords.stackTrace(e));
        }
    }

    /** Frees the session of a trial, in memory or saved. */
    synchronized void discard(TrialId trial) {
        closeSession(trial);
        forgetSaved(trial);
    }

    private void forgetSaved(TrialId trial) {
        SavedSession gone = saved.remove(trial);
        if (gone != null && !storage.everySegment() && saved.values().stream().noneMatch(gone::isSameAs)) {
            try {
                models.delete(gone.checkpoint());
            } catch (RuntimeException e) {
                LOG.warn("the checkpoint of {} was not deleted", trial, e);
            }
        }
    }

    private void closeSession(TrialId trial) {
        aside.remove(trial);
        WatchedSession gone = open.remove(trial);
        if (gone != null) {
            try {
                gone.close();
            } catch (RuntimeException | Error e) { // The model is not needed any more; its trial must not suffer.
                LOG.warn("the session of {} did not close: {}", trial, FailureWords.stackTrace(e));
            }
        }
    }

    synchronized void discardIdle(Set<TrialId> busy) {
        Set<TrialId> all = new HashSet<>(open.keySet());
        all.addAll(saved.keySet());
        all.removeAll(busy);
        List.copyOf(all).forEach(this::discard);
    }
}
