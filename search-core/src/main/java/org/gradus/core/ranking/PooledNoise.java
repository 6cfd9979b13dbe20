package org.gradus.core.ranking;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The noise from seed to seed, pooled over candidates: the root of the sum of squares within candidates over its degrees
 * of freedom (the one-way layout; Montgomery, Design and Analysis of Experiments, 8th edition, section 3.3).
 *
 * @param deviation the standard deviation of one training, 0 or more
 * @param degrees the degrees of freedom, at least 1
 */
public record PooledNoise(double deviation, int degrees) {
    static final double CONFIDENCE = 0.95;

    /** Below this share of the largest figure, differences are rounding. */
    static final double ROUNDING = 1e-12;

    /** Pools groups of figures; empty unless some group has two. */
    public static Optional<PooledNoise> of(List<double[]> groups) {
        double scale = largest(groups);
        double squares = 0;
        int degrees = 0;
        for (double[] group : groups) {
            double mean = Arrays.stream(group).map(v -> v / scale).average().orElse(Double.NaN);
            squares += Arrays.stream(group)
                    .map(v -> (v / scale - mean) * (v / scale - mean))
                    .sum();
            degrees += Math.max(0, group.length - 1);
        }
        return degrees == 0
                ? Optional.empty()
                : Optional.of(new PooledNoise(scale * withoutRounding(Math.sqrt(squares / degrees)), degrees));
    }

    private static double withoutRounding(double deviation) {
        return deviation > ROUNDING ? deviation : 0;
    }

    /** The largest magnitude, so that squares neither overflow nor vanish; 1 where all are 0. */
    static double largest(List<double[]> groups) {
        double largest = groups.stream()
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(1);
        return largest > 0 ? largest : 1;
    }

    /** The standard error of the mean of {@code count} figures. */
    double errorOfMean(int count) {
        return deviation / Math.sqrt(count);
    }

    /** Half the width of the 95 % confidence interval of the mean of {@code count} figures, by Student's t. */
    public double halfWidth(int count) {
        double quantile = new TDistribution(null, degrees).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        return quantile * errorOfMean(count);
    }
}
