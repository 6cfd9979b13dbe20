package org.gradus.core.training;

import org.gradus.core.trial.CheckpointRef;

/** Keeps checkpoints by their content. Thread-safe. */
public interface CheckpointStore {
    /** Stores bytes; the same bytes twice are stored once. */
    CheckpointRef put(byte[] bytes);

    /**
     * The bytes.
     *
     * @throws org.gradus.core.study.SearchException if they are not there or not what was stored
     */
    byte[] get(CheckpointRef reference);

    /** Forgets them; nothing happens if they are not there. */
    void delete(CheckpointRef reference);
}
