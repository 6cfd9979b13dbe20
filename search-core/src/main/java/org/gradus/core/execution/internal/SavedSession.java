package org.gradus.core.execution.internal;

import org.gradus.core.curve.LearningCurve;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.WatchedSession;
import org.gradus.core.trial.CheckpointRef;

/**
 * What remains of a session that was saved and closed.
 *
 * @param checkpoint where its model is
 * @param step the updates it had made
 * @param curve what it had drawn, for the divergence rule to go on with
 */
record SavedSession(CheckpointRef checkpoint, long step, LearningCurve curve) {
    /** Saves a session, which stays open. */
    static SavedSession of(WatchedSession session, SavedModels models) throws TrainingException {
        return new SavedSession(models.save(session), session.step(), session.curve());
    }

    WatchedSession resume(TrainingRequest request, SavedModels models) throws TrainingException {
        return new WatchedSession(request, models.resume(request, checkpoint), curve);
    }

    /** Whether both have one checkpoint: equal trials in equal states give equal bytes, which are stored once. */
    boolean isSameAs(SavedSession other) {
        return checkpoint.equals(other.checkpoint);
    }
}
