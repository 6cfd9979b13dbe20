package org.gradus.probes.internal.curves;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.gradus.core.curve.CurveStatistics;

/**
 * Turns scores into values that a Gaussian process fits well: higher is better, the poor half compressed, the
 * differences among the good stretched, mean about 0 and spread about 1.
 *
 * <p>The steps are those of OSS Vizier (output_warpers.py, Song et al. 2022), in its order: half-rank, log, infeasible.
 * Before them scores are scaled ({@link ScoreScale}); Vizier lacks this.
 */
public final class OutputWarp {
    private static final double LOG_OFFSET = 1.5;

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
        double[] values = negated(scores);
        double[] warped = constant(values) ? new double[values.length] : logWarp(halfRank(values));
        return shift(warped, infeasible);
    }

    /** The way back from the warped values of these scores, at least one, to scores. */
    public static DoubleUnaryOperator inverse(double[] scores, Warped warped) {
        ScoreScale scale = ScoreScale.of(scores);
        double[] values = negated(scores);
        if (constant(values)) {
            return value -> scores[0];
        }
        double[] ranked = halfRank(values);
        double max = Arrays.stream(ranked).max().orElseThrow();
        double range = max - Arrays.stream(ranked).min().orElseThrow();
        double shift = warped.values()[0] - logWarp(ranked)[0];
        DoubleUnaryOperator unranked = unranked(values, ranked);
        return value -> scale.score(-unranked.applyAsDouble(max - range * unlogged(value - shift)));
    }

    private static double[] negated(double[] scores) {
        return Arrays.stream(ScoreScale.of(scores).scaled(scores)).map(v -> -v).toArray();
    }

    /**
     * Values whose mean prior is 0.
     *
     * @param values higher is better, in the order of the scores
     * @param infeasible the value for an infeasible trial, below all others
     */
    public record Warped(double[] values, double infeasible) {}

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

    /** The inverse of {@link #logWarp}: how far below the best, as a share of the range; negative above it. */
    private static double unlogged(double value) {
        return Math.expm1((0.5 - value) * Math.log(LOG_OFFSET)) / (LOG_OFFSET - 1);
    }

    /** The inverse of {@link #halfRank}, between ranks linear; nothing is below the worst value. */
    private static DoubleUnaryOperator unranked(double[] values, double[] ranked) {
        double median = CurveStatistics.median(values);
        NavigableMap<Double, Double> known = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            known.put(ranked[i], values[i]);
        }
        return value -> {
            Map.Entry<Double, Double> low = known.floorEntry(value);
            Map.Entry<Double, Double> high = known.higherEntry(value);
            if (value >= median || low == null || high == null) {
                return value >= median ? value : known.firstEntry().getValue();
            }
            double share = (value - low.getKey()) / (high.getKey() - low.getKey());
            return low.getValue() + share * (high.getValue() - low.getValue());
        };
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
