package org.gradus.core.training;

import org.gradus.core.curve.Evaluation;
import org.gradus.core.trial.Segment;

/** One model in training. Used by one thread at a time, maybe by different ones after another. */
public interface TrainingSession extends AutoCloseable {
    /** The updates made so far. */
    long step();

    /**
     * Trains until a step; {@code advanceTo(a); advanceTo(b)} gives the points of {@code advanceTo(b)}. The untrained
     * model is evaluated at the beginning of the first call; a trainer may leave that out: then
     * only a loss that is not a number counts as diverged, and the diagnosis of a curve is inconclusive.
     *
     * @param untilStep in (step(), totalSteps]
     * @param cancel looked at before every step
     * @throws TrainingException if training cannot go on; what was recorded in this call is lost
     * @throws InterruptedException if the thread was interrupted
     */
    Segment advanceTo(long untilStep, CancellationToken cancel) throws TrainingException, InterruptedException;

    /**
     * Evaluates the model on the test split. Called by the engine alone, once, for finalists.
     *
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

    /** Frees the model. */
    @Override
    default void close() {}
}
