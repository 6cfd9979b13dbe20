package org.gradus.core.engine;

import java.util.Optional;
import org.gradus.core.store.StudyStore;
import org.gradus.core.training.CheckpointStore;

/**
 * Where a study is kept.
 *
 * @param store its events
 * @param models models of its trials; empty if they stay in memory
 * @param everySegment whether models are kept at the end of each segment, so that another run can go on from there
 * @param own whether the store belongs to this search alone and is closed at its end
 */
record Kept(StudyStore store, Optional<CheckpointStore> models, boolean everySegment, boolean own) {
    /** The models that the events of the study name. */
    Optional<CheckpointStore> named() {
        return everySegment ? models : Optional.empty();
    }

    void close() {
        if (own) {
            store.close();
        }
    }
}
