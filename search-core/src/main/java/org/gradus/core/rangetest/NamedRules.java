package org.gradus.core.rangetest;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The rates that the rules of other range tests name, on the same losses: those of fastai 2.8 (callback/schedule.py,
 * {@code Learner.lr_find}), for comparison.
 *
 * <p>As there, the losses of a single sweep are smoothed by a trailing exponential average of 0.98 with correction of its
 * start ({@code AvgSmoothLoss}), the sweep ends where the smoothed loss exceeds four times its lowest, a tenth of the steps
 * at the start and five at the end are skipped, and what remains is cut at the first NaN. The average lags behind by
 * up to two decades of a sweep of 100 steps, which is why these rates tend to be too high. A rule is empty where fastai
 * fails for want of losses. Two things differ: the steps skipped at the start are a tenth of those recorded, because
 * how many were planned is not known; and a sweep recorded up to a NaN counts as if it had gone on with NaN.
 *
 * <p>PyTorch Lightning's finder has the same average and the same stop; its suggestion is the steepest fall as well, but
 * against the rate itself instead of its logarithm, and with ten losses skipped at the start and one at the end.
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

    /** The rates by the names of their rules, in the order of the components. */
    public Map<String, OptionalDouble> byName() {
        return ImmutableMap.of("valley", valley, "slide", slide, "steep", steep, "minimum", minimum);
    }

    /**
     * Applies the rules to one sweep.
     *
     * @param rates positive, rising
     * @param losses the losses of single batches, in the order of the rates
     */
    public static NamedRules of(double[] rates, double[] losses) {
        double[] smoothed = average(losses);
        int from = losses.length / 10;
        int until = until(smoothed, losses.length);
        if (until - from < 1) {
            return none();
        }
        return ofSmoothed(Arrays.copyOfRange(rates, from, until), Arrays.copyOfRange(smoothed, from, until));
    }

    private static NamedRules none() {
        return new NamedRules(
                OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }

    /**
     * The median in log rate, rule by rule, of what the rules say of single sweeps; a rule is empty if it is so in more
     * than half of them.
     */
    static NamedRules median(List<NamedRules> each) {
        return new NamedRules(
                median(each, NamedRules::valley),
                median(each, NamedRules::slide),
                median(each, NamedRules::steep),
                median(each, NamedRules::minimum));
    }

    private static OptionalDouble median(List<NamedRules> each, Function<NamedRules, OptionalDouble> rule) {
        double[] rates = each.stream()
                .map(rule)
                .flatMapToDouble(OptionalDouble::stream)
                .sorted()
                .toArray();
        if (rates.length == 0 || 2 * rates.length < each.size()) {
            return OptionalDouble.empty();
        }
        double below = rates[(rates.length - 1) / 2];
        double above = rates[rates.length / 2];
        return OptionalDouble.of(below == above ? below : Math.sqrt(below) * Math.sqrt(above));
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

    /** The trailing average with its start corrected, up to a NaN or the mark of divergence, which is included. */
    private static double[] average(double[] losses) {
        double[] averages = new double[losses.length];
        double value = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < losses.length; i++) {
            value = BETA * value + (1 - BETA) * losses[i];
            averages[i] = value / (1 - Math.pow(BETA, i + 1.0));
            lowest = Math.min(lowest, averages[i]);
            if (Double.isNaN(averages[i]) || averages[i] > DIVERGENCE_FACTOR * lowest) {
                return Arrays.copyOf(averages, i + 1);
            }
        }
        return averages;
    }

    /** Where the losses that the rules see end. After a NaN fastai goes on, so that it passes over nothing but NaN. */
    private static int until(double[] smoothed, int recorded) {
        int last = smoothed.length - 1;
        if (last >= 0 && Double.isNaN(smoothed[last])) {
            return last == recorded - 1 ? last : Math.min(last, recorded - PASSED_OVER_AT_END);
        }
        return smoothed.length - PASSED_OVER_AT_END;
    }

    private static int valley(double[] losses) {
        int[] lengths = longestFalls(losses);
        int end = 0;
        for (int i = 1; i < losses.length; i++) {
            end = lengths[i] > lengths[end] ? i : end;
        }
        // fastai counts the start as end − length; without any fall it is 0.
        int start = end == 0 ? 0 : end - lengths[end];
        int length = end - start;
        int index = start + length / 3 + length / 6;
        // A Python list's index −1 is its last element.
        return index < 0 ? losses.length - 1 : index;
    }

    /** The length of the longest strictly decreasing subsequence that ends at each place (Fredman 1975). */
    private static int[] longestFalls(double[] losses) {
        int[] lengths = new int[losses.length];
        double[] highestEnd = new double[losses.length];
        int longest = 0;
        for (int i = 0; i < losses.length; i++) {
            int low = 0;
            int high = longest;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (highestEnd[middle] > losses[i]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            highestEnd[low] = losses[i];
            lengths[i] = low + 1;
            longest = Math.max(longest, lengths[i]);
        }
        return lengths;
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
