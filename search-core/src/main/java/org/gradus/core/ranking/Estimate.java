package org.gradus.core.ranking;

import org.gradus.core.space.Figures;

/**
 * A mean with its uncertainty, as people read it (accuracies up, losses down).
 *
 * @param mean the mean
 * @param low the lower end of the 95 % interval of what the mean estimates; it holds the mean, but not always in its middle: the
 *     best mean of several is likely flattered by luck. NaN where there is none
 * @param high the upper end; NaN where there is none
 * @param count how many trainings it is the mean of, at least 1
 */
public record Estimate(double mean, double low, double high, int count) {
    public Estimate {
        if (!Double.isFinite(mean)) {
            throw new IllegalArgumentException("a mean must be finite, but was " + mean);
        }
        if (count < 1) {
            throw new IllegalArgumentException("a mean needs at least 1 training, but has " + count);
        }
    }

    /** In words: {@code 0.861 (95 % interval 0.852 to 0.87), mean of 3 trainings}. */
    @Override
    public String toString() {
        return Figures.of(mean)
                + (hasInterval() ? " (95 % interval " + Figures.of(low) + " to " + Figures.of(high) + ")" : "")
                + (count > 1 ? ", mean of " + count + " trainings" : "");
    }

    public boolean hasInterval() {
        return Double.isFinite(low) && Double.isFinite(high);
    }
}
