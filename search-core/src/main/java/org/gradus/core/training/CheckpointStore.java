package org.gradus.core.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gradus.core.study.SearchException;
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

    /**
     * Stores a file; as {@link #put} does, but a store of files never holds it in memory.
     *
     * @param file it may be moved away
     * @throws org.gradus.core.study.SearchException if it cannot be stored, or is larger than what this store can hold
     */
    default CheckpointRef putFile(Path file) {
        try {
            return put(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new SearchException("the model " + file + " cannot be read: " + e, e);
        }
    }

    /**
     * Writes the bytes to a file.
     *
     * @param file is made, or overwritten
     * @throws org.gradus.core.study.SearchException if they are not there or not what was stored, or cannot be written
     */
    default void getTo(CheckpointRef reference, Path file) {
        byte[] bytes = get(reference);
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new SearchException("a model cannot be written to " + file + ": " + e, e);
        }
    }

    /** Where files should be made that are to be stored, so that they are moved rather than copied; if that matters. */
    default Optional<Path> folder() {
        return Optional.empty();
    }

    /** Forgets them; nothing happens if they are not there. */
    void delete(CheckpointRef reference);
}
