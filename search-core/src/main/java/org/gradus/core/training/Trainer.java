package org.gradus.core.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradus.core.curvature.Gradients;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.trial.Seeds;

/**
 * Trains models for one task. Thread-safe; a session is used by one thread at a time, and no state is shared between
 * sessions. A model that trains one epoch at a time needs no trainer of its own: {@link EpochTrainer} makes one; a session that makes one update
 * after another begins with {@link SteppedSession}. The suite
 * {@code TrainerContract} of the testkit holds a trainer to these rules:
 *
 * <ul>
 *   <li><b>Equal requests give equal curves</b>, bit for bit, also from another trainer with the same fingerprint and however
 *       a training is cut into segments. So everything random comes from the seeds of the request: {@code init} for the
 *       initial parameters and the model's own randomness, {@code data} for the order of the examples. Another data seed does
 *       not change the untrained model.
 *   <li><b>The trainer sets the rate</b>, at every step, to {@link TrainingRequest#rateAt}. The rate in the configuration is
 *       only what the schedule was made from.
 *   <li><b>A divergence is a result.</b> The first loss that is NaN or infinite ends the segment as
 *       {@link org.gradus.core.trial.SegmentEnd#DIVERGED}, and nothing is thrown. Its last point is that of the divergence: it
 *       holds the loss that is not finite, its step is where the session then stands, and all points before it are finite. A
 *       loss that is merely large is reported as it is, and judged by the study.
 *   <li><b>A sweep is refused without SWEEP</b>: where the descriptor lacks the capability, {@link #open} throws a
 *       {@link TrainingException} for a request that {@linkplain TrainingRequest#isSweep() is a sweep}.
 *   <li><b>What else is thrown fails the trial</b>, with its message as the reason; the search goes on.
 * </ul>
 */
public interface Trainer {
    /** What this trainer is and can do; constant, and known without training. */
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
     * @throws TrainingException if the model cannot be made, or the request is a sweep and the descriptor lacks SWEEP
     */
    TrainingSession open(TrainingRequest request) throws TrainingException;

    /**
     * Goes on from a checkpoint as if never interrupted.
     *
     * @throws TrainingException if the checkpoint cannot be read, or can be seen not to belong to the request
     * @throws UnsupportedOperationException unless the descriptor has CHECKPOINT
     */
    default TrainingSession resume(TrainingRequest request, byte[] checkpoint) throws TrainingException {
        throw new UnsupportedOperationException(
                "trainer '" + descriptor().name() + "' cannot resume from a checkpoint");
    }

    /**
     * Goes on from a file that {@link TrainingSession#checkpointTo} wrote. A trainer with MODEL_FILES does so without holding all
     * of it in memory.
     *
     * @param file may be deleted when this returns
     * @throws TrainingException if the checkpoint cannot be read or does not belong to the request
     * @throws UnsupportedOperationException unless the descriptor has CHECKPOINT
     */
    default TrainingSession resumeFrom(TrainingRequest request, Path file) throws TrainingException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new TrainingException(
                    "the model of " + request.plan().id() + " cannot be read from " + file + ": " + e, e);
        }
        return resume(request, bytes);
    }

    /**
     * Whether {@link #open}, {@link #resume} and {@link #resumeFrom} take long and end within seconds, by a {@link
     * TrainingException}, if their thread is interrupted, without harm to later trainings. The thread is then interrupted when
     * the trial is cancelled; otherwise they are awaited. False by default, because many libraries do not survive an
     * interrupt while they are being set up.
     */
    default boolean opensInterruptibly() {
        return false;
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
