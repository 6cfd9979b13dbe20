package org.gradus.core.execution;

import java.util.Optional;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.training.Trainer;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.CheckpointRef;

/**
 * Where sessions go that do not stay in memory.
 *
 * @param heldInMemory how many that nobody trains stay there, at least 0
 * @param store keeps the others; empty if all stay in memory
 * @param everySegment whether models are saved at the end of each segment too, so that another process can go on; they
 *     are then deleted by whoever reads of them in the reports
 */
record Spill(int heldInMemory, Optional<CheckpointStore> store, boolean everySegment) {
    Spill {
        if (heldInMemory < 0) {
            throw new IllegalArgumentException(
                    "the sessions held in memory must be 0 or more, but were " + heldInMemory);
        }
    }

    /** All sessions stay in memory; the store, if there is one, is only read. */
    static Spill never(Optional<CheckpointStore> store) {
        return new Spill(Integer.MAX_VALUE, store, false);
    }

    /**
     * What does not fit in memory goes to a store.
     *
     * @throws IllegalStateException if the trainer makes no checkpoints
     */
    static Spill beyond(int heldInMemory, CheckpointStore store, Trainer trainer) {
        if (!trainer.descriptor().can(Capability.CHECKPOINT)) {
            throw new IllegalStateException(
                    "holding at most " + heldInMemory + " sessions in memory needs trials that can "
                            + Capability.CHECKPOINT.words() + ", but those of trainer '"
                            + trainer.descriptor().name() + "' cannot");
        }
        return new Spill(heldInMemory, Optional.of(store), false);
    }

    /** Every model is saved at the end of each segment; as many as are wanted stay in memory beside that. */
    static Spill always(int heldInMemory, CheckpointStore store) {
        return new Spill(heldInMemory, Optional.of(store), true);
    }

    CheckpointRef put(byte[] bytes) {
        return store.orElseThrow().put(bytes);
    }

    byte[] get(CheckpointRef reference) {
        return store.orElseThrow().get(reference);
    }

    void delete(CheckpointRef reference) {
        store.orElseThrow().delete(reference);
    }
}
