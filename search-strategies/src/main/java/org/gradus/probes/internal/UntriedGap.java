package org.gradus.probes.internal;

import java.util.stream.DoubleStream;

/**
 * A stretch of the range where nothing was tried, in decades above its lower end.
 *
 * @param until at least {@code from}
 */
public record UntriedGap(double from, double until) {
    /**
     * The widest gap, the lowest of equals.
     *
     * @param from where to look, itself an end of a gap
     * @param until at least {@code from}, itself an end of a gap
     * @param places what was tried, in any order, those outside too
     */
    public static UntriedGap widest(double from, double until, DoubleStream places) {
        double[] ends = DoubleStream.concat(places.filter(p -> p > from && p < until), DoubleStream.of(until))
                .sorted()
                .toArray();
        UntriedGap widest = new UntriedGap(from, ends[0]);
        for (int i = 1; i < ends.length; i++) {
            UntriedGap gap = new UntriedGap(ends[i - 1], ends[i]);
            widest = gap.width() > widest.width() ? gap : widest;
        }
        return widest;
    }

    /** Its width in decades. */
    public double width() {
        return until - from;
    }

    /** Its middle. */
    public double middle() {
        return (from + until) / 2;
    }
}
