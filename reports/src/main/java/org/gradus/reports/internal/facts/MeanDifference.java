package org.gradus.reports.internal.facts;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The difference of two means with its interval by Student's t.
 *
 * @param difference the first mean − the second
 * @param halfWidth half the width of the interval around it, above 0
 * @param degrees the degrees of freedom, above 0
 */
public record MeanDifference(double difference, double halfWidth, double degrees) {
    /** Below this share of the largest figure, what figures differ by is rounding. */
    private static final double ROUNDING = 1e-12;

    /**
     * Of two independent samples whose variances may differ: Welch's t with the degrees of freedom of Welch and Satterthwaite
     * (B. L. Welch, Biometrika 34, 1947, pages 28 to 35). Empty if one has fewer than two figures, or none of them varies.
     *
     * @param first finite figures
     * @param second finite figures
     * @param confidence of the interval, in (0, 1)
     */
    public static Optional<MeanDifference> unpaired(double[] first, double[] second, double confidence) {
        if (first.length < 2 || second.length < 2) {
            return Optional.empty();
        }
        double scale = largest(DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)));
        double[] a = scaled(first, scale);
        double[] b = scaled(second, scale);
        double ofFirst = StatUtils.variance(a) / a.length;
        double ofSecond = StatUtils.variance(b) / b.length;
        double sum = ofFirst + ofSecond;
        double degrees = sum * sum / (ofFirst * ofFirst / (a.length - 1) + ofSecond * ofSecond / (b.length - 1));
        return of(StatUtils.mean(a) - StatUtils.mean(b), Math.sqrt(sum), degrees, confidence, scale);
    }

    /**
     * Of figures that belong together in pairs: Student's t of their differences. Empty with fewer than two pairs, or if the
     * differences do not vary.
     *
     * @param first finite figures
     * @param second those that belong to them, in the same order
     * @param confidence of the interval, in (0, 1)
     */
    public static Optional<MeanDifference> paired(double[] first, double[] second, double confidence) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "pairs need equally many figures, but there are " + first.length + " and " + second.length);
        }
        if (first.length < 2) {
            return Optional.empty();
        }
        double scale = largest(DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)));
        double[] differences = IntStream.range(0, first.length)
                .mapToDouble(i -> first[i] / scale - second[i] / scale)
                .toArray();
        double error = Math.sqrt(StatUtils.variance(differences) / differences.length);
        return of(StatUtils.mean(differences), error, differences.length - 1.0, confidence, scale);
    }

    private static Optional<MeanDifference> of(
            double difference, double error, double degrees, double confidence, double scale) {
        if (!(error > ROUNDING)) {
            return Optional.empty();
        }
        double quantile = new TDistribution(null, degrees).inverseCumulativeProbability((1 + confidence) / 2);
        return Optional.of(new MeanDifference(scale * difference, scale * quantile * error, degrees));
    }

    /** The largest magnitude, so that squares neither overflow nor vanish; 1 where all are 0. */
    private static double largest(DoubleStream figures) {
        double largest = figures.map(Math::abs).max().orElse(0);
        return largest > 0 ? largest : 1;
    }

    private static double[] scaled(double[] figures, double scale) {
        return Arrays.stream(figures).map(figure -> figure / scale).toArray();
    }
}
