package org.gradus.core.execution;

import java.util.Optional;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.training.Trainer;
import org.gradus.core.trial.Capability;

/**
 * Where an executor keeps the models of trials.
 *
 * @param heldInMemory the number of models that stay in memory beside those in training, at least 0; of the others, those used
 *     longest ago are saved and go on from there as if they had been in memory
 * @param store keeps the others; empty if all stay in memory
 * @param everySegment whether each model is saved at the end of each segment too, so that another process can go on from
 *     there; what was saved is then deleted by the reader of the reports, which name it, else when its trial goes on or ends
 */
public record ModelStorage(int heldInMemory, Optional<CheckpointStore> store, boolean everySegment) {
    public ModelStorage {
        if (heldInMemory < 0) {
            throw new IllegalArgumentException(
                    "the sessions held in memory must be 0 or more, but were " + heldInMemory);
        }
    }

    /** All models stay in memory. */
    public static ModelStorage inMemory() {
        return new ModelStorage(Integer.MAX_VALUE, Optional.empty(), false);
    }

    /** The store of the models that the events of a study name. */
    public Optional<CheckpointStore> named() {
        return everySegment ? store : Optional.empty();
    }

    /**
     * What a trainer can do of this: one that makes no checkpoints keeps all models in memory.
     *
     * @throws IllegalStateException if it makes none, and the number of models in memory is limited
     */
    public ModelStorage of(Trainer trainer) {
        if (trainer.descriptor().can(Capability.CHECKPOINT)) {
            return this;
        }
        if (heldInMemory < Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "holding at most " + heldInMemory + " sessions in memory needs trials that can "
                            + Capability.CHECKPOINT.words() + ", but those of trainer '"
                            + trainer.descriptor().name() + "' cannot");
        }
        return inMemory();
    }
}
