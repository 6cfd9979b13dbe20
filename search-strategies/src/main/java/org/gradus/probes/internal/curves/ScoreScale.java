package org.gradus.probes.internal.curves;

import java.util.Arrays;

/**
 * How scores are scaled before anything is fitted to them: positive scores that span more than a decade in their better half are
 * replaced by their logarithms (a loss that spans hundreds of decades is smooth in no other way), all others are divided by
 * the largest magnitude, so that nothing overflows.
 *
 * @param logarithmic whether logarithms are taken
 * @param factor what other scores are divided by, positive
 */
public record ScoreScale(boolean logarithmic, double factor) {
    private static final double DECADE = 10;

    /** The scale of scores; lower is better, at least one. */
    public static ScoreScale of(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        boolean logarithmic = sorted[0] > 0 && sorted[sorted.length / 2] / DECADE > sorted[0];
        double largest = Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
        return new ScoreScale(logarithmic, largest == 0 ? 1 : largest);
    }

    /** A score on the scale. */
    public double scaled(double score) {
        return logarithmic ? Math.log(score) : score / factor;
    }

    /** All of them. */
    public double[] scaled(double[] scores) {
        return Arrays.stream(scores).map(this::scaled).toArray();
    }

    /** The inverse of {@link #scaled(double)}. */
    public double score(double scaled) {
        return logarithmic ? Math.exp(scaled) : scaled * factor;
    }
}
