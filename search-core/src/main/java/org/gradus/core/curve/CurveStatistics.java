package org.gradus.core.curve;

import java.util.Arrays;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/** Figures of a series of losses or scores. All pure; NaN where a number of the series is NaN, if not said otherwise. */
public final class CurveStatistics {
    /** Makes a median absolute deviation comparable with a standard deviation of normal noise: 1/Φ⁻¹(¾). */
    private static final double MAD_TO_SIGMA = 1.482602218505602;

    private CurveStatistics() {}

    /** The median; NaN of nothing. */
    public static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted); // NaN goes to the end.
        if (Double.isNaN(sorted[sorted.length - 1])) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The noise of a series apart from its trend: the scaled median absolute deviation of its second differences over √6,
     * which a straight trend does not enter (white noise of deviation σ has second differences of variance 6σ²). NaN for
     * fewer than four values.
     */
    public static double noise(double[] values) {
        if (values.length < 4) {
            return Double.NaN;
        }
        double[] second = new double[values.length - 2];
        for (int i = 0; i < second.length; i++) {
            second[i] = values[i] - 2 * values[i + 1] + values[i + 2];
        }
        return MAD_TO_SIGMA * median(Arrays.stream(second).map(Math::abs).toArray()) / Math.sqrt(6);
    }

    /** The least-squares slope against the index; NaN for fewer than two values. */
    public static double slope(double[] values) {
        SimpleRegression regression = new SimpleRegression();
        for (int i = 0; i < values.length; i++) {
            regression.addData(i, values[i]);
        }
        return regression.getSlope();
    }

    /** The index of the smallest finite value; −1 where none is finite. The first of equals. */
    public static int indexOfMin(double[] values) {
        int best = -1;
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i]) && (best < 0 || values[i] < values[best])) {
                best = i;
            }
        }
        return best;
    }

    /**
     * How often a series drops by at least a distance from a local maximum to the local minimum after it: the pairs that
     * the oscillation count of AUTOTRAINER counts (ICSE 2021, section III). The last value may be such a minimum. Plateaus
     * do not end a drop.
     */
    public static int drops(double[] values, double distance) {
        int count = 0;
        double top = Double.NaN;
        double previous = Double.NaN;
        for (double value : values) {
            if (value > previous || Double.isNaN(previous)) {
                count += top - previous >= distance ? 1 : 0;
                top = value;
            }
            previous = value;
        }
        return count + (top - previous >= distance ? 1 : 0);
    }
}
