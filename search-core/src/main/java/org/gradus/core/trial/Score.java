package org.gradus.core.trial;

import org.gradus.core.space.Figures;

/**
 * How good a trial was at an epoch; lower is better. Compare scores of equal epochs only.
 *
 * @param value finite; see {@link Objective#toScore}
 * @param epoch the epoch after which it was measured, 0 or more
 */
public record Score(double value, int epoch) {
    public Score {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a score must be finite, but was " + value + " at epoch " + epoch
                    + "\nMaybe the trial diverged; that is an outcome, not a score.");
        }
        if (epoch < 0) {
            throw new IllegalArgumentException("the epoch of a score must be 0 or more, but was " + epoch);
        }
    }

    /** In words, for a score is no figure that people know: {@code score -0.96 (lower is better) after epoch 5}. */
    @Override
    public String toString() {
        return "score " + Figures.of(value) + " (lower is better) after epoch " + epoch;
    }
}
