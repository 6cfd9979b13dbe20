package org.gradus.core.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.trial.Segment;

/** One model in training. Used by one thread at a time, maybe by different ones after another. */
public interface TrainingSession extends AutoCloseable {
    /** The updates made so far. */
    long step();

    /**
     * Trains until a step; {@code advanceTo(a); advanceTo(b)} gives the points of {@code advanceTo(b)}. The first call begins
     * with the evaluation of the untrained model, if the request {@linkplain TrainingRequest#recordedAt records} step 0. A trainer
     * may leave that evaluation out: then only a loss that is not finite counts as diverged, and the diagnosis of a curve is
     * inconclusive.
     *
     * <p>The segment ends early where a loss is not finite, as {@link org.gradus.core.trial.SegmentEnd#DIVERGED} with the point
     * of that step as its last one, even if the step is otherwise not recorded; and where it is cancelled, as {@link
     * org.gradus.core.trial.SegmentEnd#CANCELLED} with the token's reason and the points so far.
     *
     * @param untilStep in (step(), totalSteps]
     * @param cancel looked at before every step
     * @return the points of the steps that the request records, in order
     * @throws IllegalArgumentException if untilStep is not in that range
     * @throws TrainingException if training cannot go on; what was recorded in this call is lost
     * @throws InterruptedException if the thread was interrupted, which is looked at before every step too
     */
    Segment advanceTo(long untilStep, CancellationToken cancel) throws TrainingException, InterruptedException;

    /**
     * Evaluates the model on the test split, and changes nothing in it. Called by the engine alone, once, for finalists.
     *
     * @return the loss and the metrics of the descriptor
     * @throws TrainingException if that is not possible
     * @throws UnsupportedOperationException unless the descriptor has TEST
     */
    default Evaluation test() throws TrainingException {
        throw new UnsupportedOperationException("this trainer has no test split");
    }

    /**
     * Everything needed to go on elsewhere with the same curve: parameters, updater state, position, random state.
     *
     * @throws UnsupportedOperationException unless the descriptor has CHECKPOINT
     */
    default byte[] checkpoint() throws TrainingException {
        throw new UnsupportedOperationException("this trainer makes no checkpoints");
    }

    /**
     * Writes what {@link #checkpoint} answers to a file. A trainer with MODEL_FILES does so without holding it in memory.
     *
     * @param file is made; it does not exist
     * @throws TrainingException if the model cannot be saved; what was written of the file is deleted by the caller
     * @throws UnsupportedOperationException unless the descriptor has CHECKPOINT
     */
    default void checkpointTo(Path file) throws TrainingException {
        byte[] bytes = checkpoint();
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new TrainingException("the model cannot be written to " + file + ": " + e, e);
        }
    }

    /** Frees the model. */
    @Override
    default void close() {}
}
