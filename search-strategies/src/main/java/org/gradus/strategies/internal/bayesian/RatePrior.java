package org.gradus.strategies.internal.bayesian;

/**
 * What is believed of the best learning rate before any training: log₁₀ of it is normally distributed.
 *
 * @param meanLogRate log₁₀ of the rate believed best, such as -3 for Adam, finite
 * @param deviation its standard deviation in decades, positive and finite
 */
public record RatePrior(double meanLogRate, double deviation) {
    public RatePrior {
        if (!Double.isFinite(meanLogRate)) {
            throw new IllegalArgumentException("the mean of a prior must be finite, but was " + meanLogRate);
        }
        if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the deviation of a prior must be positive and finite, but was " + deviation);
        }
    }

    /** The logarithm of the density at a rate, less that at the mean. */
    double log(double logRate) {
        double distance = (logRate - meanLogRate) / deviation;
        return -distance * distance / 2;
    }
}
