package org.gradus.core.engine;

import java.util.Optional;
import org.gradus.core.store.InMemoryStudyStore;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.JdbcStudyStore;
import org.gradus.core.study.StudyId;
import org.gradus.core.training.CheckpointStore;

/**
 * The store of a study, opened for a search.
 *
 * @param store keeps its events
 * @param models keeps the models of its trials too; empty if the store has no place for them
 * @param lasting whether the store outlives the search
 * @param own whether the store belongs to this search alone and is closed at its end
 */
record OpenedStore(StudyStore store, Optional<CheckpointStore> models, boolean lasting, boolean own) {
    /** Opens a store for a study. */
    @FunctionalInterface
    interface Opening {
        OpenedStore open(StudyId study);
    }

    static OpenedStore inMemory() {
        return new OpenedStore(new InMemoryStudyStore(), Optional.empty(), false, false);
    }

    static OpenedStore of(StudyStore store) {
        return new OpenedStore(store, Optional.empty(), true, false);
    }

    static OpenedStore own(JdbcStudyStore store, StudyId study) {
        return new OpenedStore(store, Optional.of(store.checkpoints(study)), true, true);
    }

    OpenedStore with(Optional<CheckpointStore> others) {
        return new OpenedStore(store, others, lasting, own);
    }

    void close() {
        if (own) {
            store.close();
        }
    }
}
