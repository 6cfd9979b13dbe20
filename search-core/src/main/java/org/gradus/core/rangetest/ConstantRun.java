package org.gradus.core.rangetest;

import java.util.Arrays;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.curve.LearningCurve;

/**
 * A short training at one rate, as far as its stability goes: the losses of its last third, and of the third of its
 * steps at which they were lowest.
 *
 * @param rate the constant rate
 * @param blown whether a loss left the numbers or the training was stopped for its rise
 * @param last the losses of the last third
 * @param lowest the losses of that length at which their median is lowest
 */
record ConstantRun(double rate, boolean blown, double[] last, double[] lowest) {
    /** Of all pairs of a loss from one place and from another, this share is higher at the one that is worse. */
    private static final double SEPARATED = 0.9;
    /** A rise matters only if it takes back this share of the fall. */
    private static final double SHARE_OF_FALL = 0.25;
    /** Where the losses have settled, an excess of this share of the fall is enough. */
    private static final double SETTLED_SHARE = 0.005;
    /** Losses have settled if the excess is at least this multiple of the range of either side. */
    private static final double SETTLED_RANGES = 3;

    static ConstantRun of(SweepRun run) {
        LearningCurve curve = run.curve();
        double[] losses = curve.batchLosses();
        boolean blown =
                losses.length < run.sweep().steps() || !Arrays.stream(losses).allMatch(Double::isFinite);
        int window = Math.max(1, losses.length / 3);
        double[] last = Arrays.copyOfRange(losses, losses.length - window, losses.length);
        double[] lowest = last;
        for (int from = losses.length - window; from >= 0; from--) {
            double[] here = Arrays.copyOfRange(losses, from, from + window);
            lowest = CurveStatistics.median(here) < CurveStatistics.median(lowest) ? here : lowest;
        }
        return new ConstantRun(run.sweep().minRate(), blown, last, lowest);
    }

    /** The loss at the end. */
    double level() {
        return CurveStatistics.median(last);
    }

    /** Whether the loss rose from its lowest, or above what it is before anything is learned. */
    boolean grew(double[] untrained) {
        return blown || above(lowest, untrained) || above(untrained, untrained);
    }

    /** Whether the loss ends clearly above what another training reached in as many steps. */
    boolean endsAbove(ConstantRun other, double[] untrained) {
        return above(other.last, untrained);
    }

    private boolean above(double[] reference, double[] untrained) {
        double initial = CurveStatistics.median(untrained);
        double floor = CurveStatistics.median(reference);
        double excess = level() - floor;
        double least = Math.max(SHARE_OF_FALL * (initial - floor), SweepLosses.LEAST_SHARE * Math.abs(initial));
        return (excess > least && shareAbove(reference) >= SEPARATED)
                || (excess > SETTLED_SHARE * Math.max(initial - floor, SETTLED_SHARE * Math.abs(initial))
                        && excess > SETTLED_RANGES * Math.max(range(last), range(reference)));
    }

    private static double range(double[] losses) {
        return Arrays.stream(losses).max().orElseThrow()
                - Arrays.stream(losses).min().orElseThrow();
    }

    /** The share of pairs in which the last loss is higher (Mann and Whitney 1947): no size of a leap enters it. */
    private double shareAbove(double[] reference) {
        double higher = 0;
        for (double mine : last) {
            for (double other : reference) {
                higher += mine > other ? 1 : 0;
            }
        }
        return higher / (last.length * (double) reference.length);
    }
}
