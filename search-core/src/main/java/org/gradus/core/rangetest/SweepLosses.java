package org.gradus.core.rangetest;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.curve.LearningCurve;

/**
 * The losses of one sweep, made fit for smoothing: cut at the first loss that is not finite, single spikes taken out, and
 * nothing higher than a ceiling just above the initial loss, so that what happens beyond the edge does not leak before it.
 *
 * @param logRates log₁₀ of the rates with finite losses, in order
 * @param losses the losses at them
 * @param broken whether a loss was not finite
 * @param initial the loss before anything was learned
 * @param earlyPeak how high the losses leap soon after the start, single ones apart
 * @param ceiling the highest loss kept
 * @param noise the deviation of a single loss from the trend, before the losses fall
 * @param startNoise that of the first losses alone, where it is lower: of a sweep that is unstable soon after its start,
 *     most losses lie past the edge
 * @param firstSpike log₁₀ of the rate of the first spike taken out; infinite without one
 */
record SweepLosses(
        double[] logRates,
        double[] losses,
        boolean broken,
        double initial,
        double earlyPeak,
        double ceiling,
        double noise,
        double startNoise,
        double firstSpike) {
    private static final int INITIAL_POINTS = 3;
    private static final int SPIKE_NEIGHBOURS = 3;
    /** The losses of a stretch that has a noise of its own. */
    private static final int NOISE_WINDOW = 12;

    /** What the lower quartile of stretches of white noise is of its deviation; by simulation, 0.79 for 13 of them. */
    private static final double QUARTILE = 0.8;

    private static final double SPIKE_NOISES = 8;

    private static final int START_WINDOW = 3;

    /** A spike or a rise matters only if it is at least this share of the initial loss. */
    static final double LEAST_SHARE = 0.02;

    /** Whether there are enough losses to say anything. */
    boolean usable() {
        return losses.length >= INITIAL_POINTS;
    }

    /** How many decades the finite losses cover. */
    double decades() {
        return logRates[logRates.length - 1] - logRates[0];
    }

    /** The loss before anything was learned: where the smoothed curve begins, unless the network is spoilt there already. */
    static double initial(List<SweepLosses> of, double[] smoothed) {
        double raw = CurveStatistics.median(
                of.stream().mapToDouble(s -> s.initial() + 2 * s.noise()).toArray());
        return Math.min(smoothed[0], raw);
    }

    static SweepLosses of(LearningCurve sweep) {
        double[] rates = sweep.learningRates();
        double[] raw = sweep.batchLosses();
        int until = 0;
        while (until < raw.length && Double.isFinite(raw[until])) {
            until++;
        }
        boolean broken = until < raw.length;
        double[] logRates = Arrays.stream(rates, 0, until).map(Math::log10).toArray();
        double[] losses = Arrays.copyOf(raw, until);
        if (losses.length < INITIAL_POINTS) {
            return new SweepLosses(
                    logRates, losses, broken, Double.NaN, Double.NaN, Double.NaN, 0, 0, Double.POSITIVE_INFINITY);
        }
        double noise = noise(losses);
        double startNoise = Math.min(noise, noise(losses, 0, Math.min(losses.length, NOISE_WINDOW)));
        double earlyPeak = earlyPeak(logRates, losses);
        double firstSpike = takeOutSpikes(logRates, losses, noise);
        double initial = initial(losses);
        double lowest = Arrays.stream(losses).min().orElseThrow();
        double ceiling =
                initial + Math.max(3 * noise, Math.max(0.1 * (initial - lowest), LEAST_SHARE * Math.abs(initial)));
        for (int i = 0; i < losses.length; i++) {
            losses[i] = Math.min(losses[i], ceiling);
        }
        return new SweepLosses(logRates, losses, broken, initial, earlyPeak, ceiling, noise, startNoise, firstSpike);
    }

    /** The median of the first losses, or the first one, which no update has spoilt yet, where that is lower. */
    private static double initial(double[] losses) {
        return Math.min(losses[0], CurveStatistics.median(Arrays.copyOf(losses, INITIAL_POINTS)));
    }

    /** The highest median of three losses in a row soon after the start: more than a spike, and too soon for an edge. */
    private static double earlyPeak(double[] logRates, double[] losses) {
        double end = logRates[0] + Math.min(1, (logRates[logRates.length - 1] - logRates[0]) / 4);
        double peak = Double.NEGATIVE_INFINITY;
        for (int i = 1; i + START_WINDOW <= losses.length && logRates[i] <= end; i++) {
            peak = Math.max(peak, CurveStatistics.median(Arrays.copyOfRange(losses, i, i + START_WINDOW)));
        }
        return peak;
    }

    /**
     * The lower quartile of the noise of stretches of the sweep: on the slope losses scatter more than before it, and
     * past an edge they leap about.
     */
    private static double noise(double[] losses) {
        double[] stretches = new double[Math.max(1, losses.length / NOISE_WINDOW)];
        for (int i = 0; i < stretches.length; i++) {
            stretches[i] = noise(losses, i * NOISE_WINDOW, Math.min(losses.length, (i + 1) * NOISE_WINDOW));
        }
        Arrays.sort(stretches);
        return stretches[stretches.length / 4] / QUARTILE;
    }

    private static double noise(double[] losses, int from, int until) {
        double noise = CurveStatistics.noise(Arrays.copyOfRange(losses, from, until));
        return Double.isNaN(noise) ? 0 : noise;
    }

    /** A spike is far above both the losses before and after it; at an edge those after are as high. */
    private static double takeOutSpikes(double[] logRates, double[] losses, double noise) {
        double first = Double.POSITIVE_INFINITY;
        double[] raw = losses.clone();
        double least = 5 * LEAST_SHARE * Math.abs(initial(raw));
        for (int i = 1; i + SPIKE_NEIGHBOURS < raw.length; i++) {
            double before = CurveStatistics.median(Arrays.copyOfRange(raw, Math.max(0, i - SPIKE_NEIGHBOURS), i));
            double after = CurveStatistics.median(Arrays.copyOfRange(raw, i + 1, i + 1 + SPIKE_NEIGHBOURS));
            double height = raw[i] - Math.max(before, after);
            if (height > least && height > SPIKE_NOISES * Math.max(noise, noiseAround(i, raw))) {
                losses[i] = (before + after) / 2;
                first = Math.min(first, logRates[i]);
            }
        }
        return first;
    }

    /** The larger of the noises before and after a place. */
    private static double noiseAround(int place, double[] losses) {
        double before = noise(losses, Math.max(0, place - NOISE_WINDOW), place);
        double after = noise(losses, place + 1, Math.min(losses.length, place + 1 + NOISE_WINDOW));
        return Math.max(before, after);
    }
}
