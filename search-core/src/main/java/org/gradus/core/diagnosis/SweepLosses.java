package org.gradus.core.diagnosis;

import java.util.Arrays;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.curve.LearningCurve;

/**
 * The losses of one sweep, made fit for smoothing: cut at the first loss that is not finite, single spikes taken out, and
 * nothing higher than a ceiling just above the initial loss, so that what happens beyond the edge does not leak before it.
 *
 * @param logRates log₁₀ of the rates with finite losses, in order
 * @param losses the losses at them
 * @param end log₁₀ of the last rate that was tried, finite loss or not
 * @param ceiling the highest loss kept
 * @param noise the deviation of a single loss from the trend
 * @param firstSpike log₁₀ of the rate of the first spike taken out; infinite without one
 */
record SweepLosses(double[] logRates, double[] losses, double end, double ceiling, double noise, double firstSpike) {
    private static final int INITIAL_POINTS = 3;
    private static final int SPIKE_NEIGHBOURS = 3;
    private static final double SPIKE_NOISES = 6;
    /** A loss this share above the start is past the edge. */
    private static final double EDGE_SHARE = 2;

    /** A spike or a rise matters only if it is at least this share of the initial loss. */
    static final double LEAST_SHARE = 0.02;

    /** Whether there are enough losses to say anything. */
    boolean usable() {
        return losses.length >= INITIAL_POINTS;
    }

    static SweepLosses of(LearningCurve sweep) {
        double[] rates = sweep.learningRates();
        double[] raw = sweep.batchLosses();
        int until = 0;
        while (until < raw.length && Double.isFinite(raw[until])) {
            until++;
        }
        double end = sweep.isEmpty() ? Double.NaN : Math.log10(rates[rates.length - 1]);
        double[] logRates = Arrays.stream(rates, 0, until).map(Math::log10).toArray();
        double[] losses = Arrays.copyOf(raw, until);
        if (losses.length < INITIAL_POINTS) {
            return new SweepLosses(logRates, losses, end, Double.NaN, 0, Double.POSITIVE_INFINITY);
        }
        double noise = noiseBeforeTheEdge(losses);
        double firstSpike = takeOutSpikes(logRates, losses, noise);
        double initial = start(losses);
        double lowest = Arrays.stream(losses).min().orElseThrow();
        double ceiling =
                initial + Math.max(3 * noise, Math.max(0.1 * (initial - lowest), LEAST_SHARE * Math.abs(initial)));
        for (int i = 0; i < losses.length; i++) {
            losses[i] = Math.min(losses[i], ceiling);
        }
        return new SweepLosses(logRates, losses, end, ceiling, noise, firstSpike);
    }

    private static double start(double[] losses) {
        return CurveStatistics.median(Arrays.copyOf(losses, INITIAL_POINTS));
    }

    /** From the losses before the first one far above the start; what comes after an edge is not noise. */
    private static double noiseBeforeTheEdge(double[] losses) {
        double start = start(losses);
        int until = INITIAL_POINTS;
        while (until < losses.length && losses[until] <= start + EDGE_SHARE * Math.abs(start)) {
            until++;
        }
        double noise = CurveStatistics.noise(Arrays.copyOf(losses, until));
        return Double.isNaN(noise) ? 0 : noise;
    }

    /** A spike is far above both the losses before and after it; at an edge those after are as high. */
    private static double takeOutSpikes(double[] logRates, double[] losses, double noise) {
        double first = Double.POSITIVE_INFINITY;
        double[] raw = losses.clone();
        double least = Math.max(SPIKE_NOISES * noise, 5 * LEAST_SHARE * Math.abs(raw[0]));
        for (int i = 1; i + SPIKE_NEIGHBOURS < raw.length; i++) {
            double before = CurveStatistics.median(Arrays.copyOfRange(raw, Math.max(0, i - SPIKE_NEIGHBOURS), i));
            double after = CurveStatistics.median(Arrays.copyOfRange(raw, i + 1, i + 1 + SPIKE_NEIGHBOURS));
            if (raw[i] > Math.max(before, after) + least) {
                losses[i] = (before + after) / 2;
                first = Math.min(first, logRates[i]);
            }
        }
        return first;
    }
}
