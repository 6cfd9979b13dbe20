package org.gradus.probes.internal.curves;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.gradus.core.curve.CurveStatistics;

/**
 * Turns scores into values that a Gaussian process fits well: higher is better, the poor half compressed, the
 * differences among the good stretched, mean about 0 and spread about 1.
 *
 * <p>The steps are those of OSS Vizier (output_warpers.py, Song et al. 2022), in its order: half-rank, log, infeasible.
 * Before them positive scores that span more than a decade in their better half are replaced by their logarithms
 * (a loss that spans hundreds of decades is smooth in no other way); Vizier lacks this. Values are scaled by the
 * largest magnitude first, so that nothing overflows.
 */
public final class OutputWarp {
    private static final double LOG_OFFSET = 1.5;
    private static final double DECADE = 10;

    private OutputWarp() {}

    /**
     * Warps the scores of trials.
     *
     * @param scores lower is better, finite
     * @param infeasible how many trials, beside these, have diverged and enter the fit
     * @return the warped scores, and the value that stands for an infeasible trial
     */
    public static Warped warp(double[] scores, int infeasible) {
        if (scores.length == 0) {
            return new Warped(scores.clone(), -1);
        }
        double[] values = Arrays.stream(scale(scores)).map(v -> -v).toArray();
        double[] warped = constant(values) ? new double[values.length] : logWarp(halfRank(values));
        return shift(warped, infeasible);
    }

    /**
     * Values whose mean prior is 0.
     *
     * @param values higher is better, in the order of the scores
     * @param infeasible the value for an infeasible trial, below all others
     */
    public record Warped(double[] values, double infeasible) {}

    /** The scores or, where they are positive and their better half spans more than a decade, their logarithms. */
    public static double[] scale(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        if (sorted[0] > 0 && sorted[sorted.length / 2] / DECADE > sorted[0]) {
            return Arrays.stream(scores).map(Math::log).toArray();
        }
        double largest = Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
        return largest == 0
                ? scores.clone()
                : Arrays.stream(scores).map(s -> s / largest).toArray();
    }

    /** Values below the median are replaced by normal quantiles of their ranks, as far from it as the good half lies. */
    static double[] halfRank(double[] values) {
        double[] unique = Arrays.stream(values).sorted().distinct().toArray();
        double median = CurveStatistics.median(values);
        int below = (int) Arrays.stream(unique).filter(v -> v < median).count();
        double denominator = below + (unique[below] == median ? 0.5 : 0);
        double spread = spreadOfGoodHalf(unique, median);
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        double[] warped = values.clone();
        for (int i = 0; i < values.length; i++) {
            if (values[i] < median) {
                int rank = Arrays.binarySearch(unique, values[i]) + 1;
                double quantile = 0.5 * (rank - 0.5) / denominator;
                warped[i] = median + spread * normal.inverseCumulativeProbability(quantile);
            }
        }
        return warped;
    }

    /** Maps the best to ½ and the worst to −½, logarithmically: differences among the best count most. */
    static double[] logWarp(double[] values) {
        double max = Arrays.stream(values).max().orElseThrow();
        double range = max - Arrays.stream(values).min().orElseThrow();
        return Arrays.stream(values)
                .map(v -> 0.5 - Math.log1p((LOG_OFFSET - 1) * (max - v) / range) / Math.log(LOG_OFFSET))
                .toArray();
    }

    private static Warped shift(double[] values, int infeasible) {
        double min = Arrays.stream(values).min().orElseThrow();
        double range = Arrays.stream(values).max().orElseThrow() - min;
        double bad = min - (0.5 * range + 1);
        double feasibleShare = (0.5 + values.length) / (1.0 + values.length + infeasible);
        double mean = Arrays.stream(values).sum() / values.length;
        double shift = infeasible == 0 ? -mean : -(mean * feasibleShare + bad * (1 - feasibleShare));
        return new Warped(Arrays.stream(values).map(v -> v + shift).toArray(), bad + shift);
    }

    private static double spreadOfGoodHalf(double[] unique, double median) {
        double good = rootMeanSquare(Arrays.stream(unique).filter(v -> v >= median), median);
        return good > 0 ? good : rootMeanSquare(Arrays.stream(unique), median);
    }

    private static double rootMeanSquare(DoubleStream values, double centre) {
        return Math.sqrt(values.map(v -> (v - centre) * (v - centre)).average().orElse(0));
    }

    private static boolean constant(double[] values) {
        return Arrays.stream(values).allMatch(v -> v == values[0]);
    }
}
