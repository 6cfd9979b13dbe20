package org.gradus.core.training;

import org.gradus.core.curvature.Gradients;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.trial.Seeds;

/**
 * Trains models for one task. Thread-safe; a session is used by one thread at a time, and no state is shared between
 * sessions.
 *
 * <p>Equal requests give equal curves. A loss that is not finite ends the segment as diverged at that step; a loss that is
 * merely large is reported as it is, and judged by the study.
 */
public interface Trainer {
    /** What this trainer is and can do; constant. */
    TrainerDescriptor descriptor();

    /**
     * The optimizer updates of one epoch of a configuration: the examples over its batch size, for instance.
     *
     * @return at least 1
     */
    long stepsPerEpoch(Configuration configuration);

    /**
     * Refuses a space that this trainer cannot train, before anything is trained.
     *
     * @throws IllegalArgumentException naming the parameter and what is wrong
     * @throws IllegalStateException if the trainer's own parts do not fit together
     */
    default void check(SearchSpace space) {}

    /**
     * Makes an untrained model.
     *
     * @throws TrainingException if the model cannot be made
     */
    TrainingSession open(TrainingRequest request) throws TrainingException;

    /**
     * Goes on from a checkpoint as if never interrupted.
     *
     * @throws TrainingException if the checkpoint cannot be read or does not belong to the request
     * @throws UnsupportedOperationException unless the descriptor has CHECKPOINT
     */
    default TrainingSession resume(TrainingRequest request, byte[] checkpoint) throws TrainingException {
        throw new UnsupportedOperationException(
                "trainer '" + descriptor().name() + "' cannot resume from a checkpoint");
    }

    /**
     * Opens the gradients of an untrained model, from which its curvature is measured. Equal arguments give equal gradients.
     *
     * @param seeds those of the training that the curvature is asked for
     * @throws TrainingException if the model cannot be made
     * @throws UnsupportedOperationException unless the descriptor has CURVATURE
     */
    default Gradients gradients(Configuration configuration, Seeds seeds) throws TrainingException {
        throw new UnsupportedOperationException(
                "trainer '" + descriptor().name() + "' gives no gradients, so that no curvature can be measured");
    }
}
