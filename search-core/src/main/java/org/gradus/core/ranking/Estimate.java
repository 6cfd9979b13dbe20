package org.gradus.core.ranking;

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

    public boolean hasInterval() {
        return Double.isFinite(low) && Double.isFinite(high);
    }
}
