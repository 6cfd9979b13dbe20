package org.gradus.strategies.internal.tpe;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.special.Erf;

/**
 * A mixture of normal distributions cut off at the ends of the unit interval: one around each observation, and a wide
 * one as the prior. Immutable.
 *
 * <p>Bandwidths (Bergstra et al. 2011, section 4.3; Watanabe 2023, section 3.3.4): an observation's is the distance to
 * the farther of its neighbours; the ends of the interval are neighbours only of a single observation. It is at least
 * 1/min(100, n+2), the "magic clip", and at most 1. The prior has its centre at ½ and a bandwidth of 1. All weigh the
 * same.
 *
 * <p>Of more than {@value #MOST_COMPONENTS} observations, those in the same thousandth of the interval are merged into one
 * component with their mean centre, mean squared bandwidth and summed weight, so that the cost of a density is bounded;
 * a bandwidth is then at least ten such thousandths. A component further than {@value #REACH} bandwidths away counts as
 * zero.
 */
final class ParzenMixture implements Density {
    /** More observations than this are merged. */
    static final int MOST_COMPONENTS = 1000;

    private static final double REACH = 8;
    private static final double MAGIC = 100;
    private static final double SQRT_TWO = Math.sqrt(2);
    private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

    private final double[] centres;
    private final double[] bandwidths;
    private final double[] weights;
    /** Weight over the part of the component that lies within the interval. */
    private final double[] scaledWeights;

    private ParzenMixture(double[] centres, double[] bandwidths, double[] weights) {
        this.centres = centres;
        this.bandwidths = bandwidths;
        this.weights = weights;
        scaledWeights = new double[centres.length];
        for (int i = 0; i < centres.length; i++) {
            double inside = normalMass(-centres[i] / bandwidths[i], (1 - centres[i]) / bandwidths[i]);
            scaledWeights[i] = weights[i] / inside;
        }
    }

    /**
     * The mixture around some observations.
     *
     * @param places in [0, 1], in any order
     */
    static ParzenMixture around(double[] places) {
        double[] sorted = sorted(places);
        double[] widths = bandwidths(sorted);
        int n = sorted.length;
        double[] centres = Arrays.copyOf(sorted, n + 1);
        double[] bandwidths = Arrays.copyOf(widths, n + 1);
        double[] weights = new double[n + 1];
        Arrays.fill(weights, 0, n, 1.0 / (n + 1));
        int components = n > MOST_COMPONENTS ? merge(centres, bandwidths, weights, n) : n;
        centres[components] = 0.5;
        bandwidths[components] = 1;
        weights[components] = 1.0 / (n + 1);
        return new ParzenMixture(
                Arrays.copyOf(centres, components + 1),
                Arrays.copyOf(bandwidths, components + 1),
                Arrays.copyOf(weights, components + 1));
    }

    /** The places in order: gathered by cells first, which leaves little to sort. */
    private static double[] sorted(double[] places) {
        int[] ends = new int[MOST_COMPONENTS + 2];
        for (double place : places) {
            ends[cell(place) + 1]++;
        }
        for (int cell = 0; cell <= MOST_COMPONENTS; cell++) {
            ends[cell + 1] += ends[cell];
        }
        double[] sorted = new double[places.length];
        for (double place : places) {
            sorted[ends[cell(place)]++] = place;
        }
        for (int cell = 0, from = 0; cell <= MOST_COMPONENTS; from = ends[cell++]) {
            Arrays.sort(sorted, from, ends[cell]);
        }
        return sorted;
    }

    /** The bandwidth of each observation; they must be sorted. */
    static double[] bandwidths(double[] sorted) {
        int n = sorted.length;
        double least = 1 / Math.min(MAGIC, n + 2.0);
        double[] bandwidths = new double[n];
        for (int i = 0; i < n; i++) {
            double below = i > 0 ? sorted[i] - sorted[i - 1] : n == 1 ? sorted[i] : 0;
            double above = i < n - 1 ? sorted[i + 1] - sorted[i] : n == 1 ? 1 - sorted[i] : 0;
            bandwidths[i] = Math.min(1, Math.max(least, Math.max(below, above)));
        }
        return bandwidths;
    }

    /** Merges the first n components in place and answers how many are left. */
    private static int merge(double[] centres, double[] bandwidths, double[] weights, int n) {
        int to = 0;
        int from = 0;
        while (from < n) {
            int cell = cell(centres[from]);
            double centre = 0;
            double square = 0;
            int count = 0;
            for (; from < n && cell(centres[from]) == cell; from++, count++) {
                centre += centres[from];
                square += bandwidths[from] * bandwidths[from];
            }
            centres[to] = centre / count;
            bandwidths[to] = Math.sqrt(square / count);
            weights[to] = count * weights[n - 1];
            to++;
        }
        return to;
    }

    private static int cell(double place) {
        return (int) (place * MOST_COMPONENTS);
    }

    @Override
    public double sample(RandomGenerator random) {
        int component = 0;
        double left = random.nextDouble();
        while (component < weights.length - 1 && left >= weights[component]) {
            left -= weights[component++];
        }
        double place;
        do {
            place = centres[component] + bandwidths[component] * random.nextGaussian();
        } while (!(place >= 0 && place <= 1));
        return place;
    }

    @Override
    public double log(double unit) {
        double density = 0;
        for (int i = 0; i < centres.length; i++) {
            double z = (unit - centres[i]) / bandwidths[i];
            if (Math.abs(z) <= REACH) {
                density += scaledWeights[i] / bandwidths[i] * Math.exp(-0.5 * z * z);
            }
        }
        return Math.log(density / SQRT_TWO_PI);
    }

    /** The probability of an interval within the unit interval. */
    double mass(double from, double to) {
        double mass = 0;
        for (int i = 0; i < centres.length; i++) {
            double low = (from - centres[i]) / bandwidths[i];
            double high = (to - centres[i]) / bandwidths[i];
            if (low <= REACH && high >= -REACH) {
                mass += scaledWeights[i] * normalMass(low, high);
            }
        }
        return mass;
    }

    private static double normalMass(double low, double high) {
        return low < -REACH && high > REACH ? 1 : 0.5 * Erf.erf(low / SQRT_TWO, high / SQRT_TWO);
    }
}
