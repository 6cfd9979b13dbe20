package org.gradus.core.diagnosis;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The rates that the rules of other range tests name, on the same losses: those of fastai 2.7 (callback/schedule.py),
 * for comparison.
 *
 * <p>As there, the losses are smoothed by a trailing exponential average of 0.98 with correction of its start, the sweep
 * ends where the smoothed loss exceeds four times its lowest, and a tenth of the steps at the start and five at the end
 * are passed over. The average lags behind by up to two decades of a sweep of 100 steps, which is why these rates tend
 * to be too high. A rule is empty where too few losses are left for it.
 *
 * @param valley two thirds into, as fastai computes it, the longest strictly decreasing subsequence
 * @param slide where, coming from the end, the gradients 15 steps apart become alike
 * @param steep the steepest fall per logarithm of the rate
 * @param minimum a tenth of the rate of the lowest loss
 */
public record NamedRules(OptionalDouble valley, OptionalDouble slide, OptionalDouble steep, OptionalDouble minimum) {
    private static final double BETA = 0.98;
    private static final double DIVERGENCE_FACTOR = 4;
    private static final int PASSED_OVER_AT_END = 5;
    private static final int SLIDE_DISTANCE = 15;
    private static final double SLIDE_THRESHOLD = 0.005;

    /**
     * Applies the rules to one sweep.
     *
     * @param rates positive, rising
     * @param losses the losses of single batches, in the order of the rates
     */
    public static NamedRules of(double[] rates, double[] losses) {
        double[] smoothed = average(losses);
        int from = losses.length / 10;
        int until = smoothed.length - PASSED_OVER_AT_END;
        if (until - from < 1) {
            return new NamedRules(
                    OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
        }
        return ofSmoothed(Arrays.copyOfRange(rates, from, until), Arrays.copyOfRange(smoothed, from, until));
    }

    /** Applies the rules to losses that are smoothed and cut already; at least one. */
    static NamedRules ofSmoothed(double[] rates, double[] losses) {
        int lowest = 0;
        for (int i = 1; i < losses.length; i++) {
            lowest = losses[i] < losses[lowest] ? i : lowest;
        }
        return new NamedRules(
                OptionalDouble.of(rates[valley(losses)]),
                slide(rates, losses),
                steep(rates, losses),
                OptionalDouble.of(rates[lowest] / 10));
    }

    /** The trailing average with its start corrected, up to a loss that is not finite or marks divergence, included. */
    private static double[] average(double[] losses) {
        double[] averages = new double[losses.length];
        double value = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < losses.length; i++) {
            value = BETA * value + (1 - BETA) * losses[i];
            averages[i] = value / (1 - Math.pow(BETA, i + 1.0));
            if (!Double.isFinite(averages[i])) {
                return Arrays.copyOf(averages, i);
            }
            lowest = Math.min(lowest, averages[i]);
            if (averages[i] > DIVERGENCE_FACTOR * lowest) {
                return Arrays.copyOf(averages, i + 1);
            }
        }
        return averages;
    }

    private static int valley(double[] losses) {
        int[] lengths = new int[losses.length];
        Arrays.fill(lengths, 1);
        int end = 0;
        for (int i = 1; i < losses.length; i++) {
            for (int j = 0; j < i; j++) {
                if (losses[i] < losses[j]) {
                    lengths[i] = Math.max(lengths[i], lengths[j] + 1);
                }
            }
            end = lengths[i] > lengths[end] ? i : end;
        }
        // fastai counts the start as end − length; without any fall it is 0.
        int start = end == 0 ? 0 : end - lengths[end];
        int length = end - start;
        return Math.max(0, start + length / 3 + length / 6);
    }

    private static OptionalDouble slide(double[] rates, double[] losses) {
        int right = losses.length - 1;
        int left = right - SLIDE_DISTANCE;
        if (left < 0) {
            return OptionalDouble.empty();
        }
        double[] gradient = gradient(losses);
        double rate = rates[left];
        while (left >= 0 && Math.abs(gradient[right] - gradient[left]) > SLIDE_THRESHOLD) {
            rate = rates[left];
            right--;
            left--;
        }
        return OptionalDouble.of(rate);
    }

    /** Central differences, one-sided at the ends. */
    private static double[] gradient(double[] losses) {
        double[] gradient = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            int before = Math.max(0, i - 1);
            int after = Math.min(losses.length - 1, i + 1);
            gradient[i] = (losses[after] - losses[before]) / (after - before);
        }
        return gradient;
    }

    private static OptionalDouble steep(double[] rates, double[] losses) {
        double steepest = Double.POSITIVE_INFINITY;
        OptionalDouble rate = OptionalDouble.empty();
        for (int i = 0; i + 1 < losses.length; i++) {
            double slope = (losses[i + 1] - losses[i]) / Math.log(rates[i + 1] / rates[i]);
            if (slope < steepest) {
                steepest = slope;
                rate = OptionalDouble.of(rates[i]);
            }
        }
        return rate;
    }
}
