package org.gradus.core.curve;

import java.util.Optional;

/**
 * What was seen after an optimizer update. Equal runs give equal points: wall-clock time is kept beside the curve.
 *
 * @param step the update, counted from 1; 0 is the untrained model
 * @param learningRate the rate that made the update; at step 0 that of the first update; {@link #NO_RATE} where the trainer
 *     has none
 * @param batchLoss the training loss of the update's batch, before the update; may be non-finite
 * @param train the model on a fixed part of the training split, where it was evaluated
 * @param validation the model on the validation split, where it was evaluated
 */
public record CurvePoint(
        long step, double learningRate, double batchLoss, Optional<Evaluation> train, Optional<Evaluation> validation) {
    /** The learning rate of what has none: NaN. */
    public static final double NO_RATE = Double.NaN;

    public CurvePoint {
        if (step < 0) {
            throw new IllegalArgumentException("a step must be 0 or more, but was " + step);
        }
        if (!(Double.isNaN(learningRate) || (learningRate > 0 && learningRate < Double.POSITIVE_INFINITY))) {
            throw new IllegalArgumentException(
                    "the learning rate of step " + step + " must be positive and finite, but was " + learningRate);
        }
    }

    /** A point of a training step without evaluations. */
    public static CurvePoint ofBatch(long step, double learningRate, double batchLoss) {
        return new CurvePoint(step, learningRate, batchLoss, Optional.empty(), Optional.empty());
    }

    /** Whether every loss seen here is a number. */
    public boolean isFinite() {
        return Double.isFinite(batchLoss)
                && train.map(e -> Double.isFinite(e.loss())).orElse(true)
                && validation.map(e -> Double.isFinite(e.loss())).orElse(true);
    }
}
