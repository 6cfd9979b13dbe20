package org.gradus.core.ranking;

import java.util.Arrays;

/**
 * What the seeds of a race say about the effect that a seed has on all candidates alike, a random effect (Montgomery,
 * Design and Analysis of Experiments, 8th edition, section 4.1): how far the scores of the search may be shifted against
 * those with fresh seeds, and how far these are from what other seeds would give.
 *
 * @param squares the sum of squares of the seeds' means, each counted for every candidate that has it; 0 or more
 * @param seeds the number of fresh seeds, at least 1
 * @param perSeed the mean number of candidates that a seed trained
 */
record SeedEffects(double squares, int seeds, double perSeed) {
    /** Deviations of a seed's effect, in units of the noise, all equally likely before. */
    private static final double[] RATIOS = {0.05, 0.1, 0.2, 0.5, 1, 2, 4, 8};

    private static final double[] NONE = {0.1};

    /** Where the seeds stay out of the model, their effect is part of the noise. */
    static SeedEffects ofUnpaired() {
        return new SeedEffects(0, 1, 0);
    }

    private double[] ratios() {
        return perSeed == 0 ? NONE : RATIOS;
    }

    private double logWeight(double ratio, double noise) {
        double variance = 1 + perSeed * ratio * ratio;
        return -(seeds - 1) * Math.log(noise)
                - (seeds - 1) / 2.0 * Math.log(variance)
                - squares / (2 * noise * noise * variance);
    }

    /**
     * The logarithm of the joint density, up to a constant, of the seeds' means and of a shift of the fresh seeds' mean
     * against the seed of the search.
     *
     * @param noise the deviation of one training
     * @param width of the cell of shifts around it, more than 0
     */
    double logDensity(double shift, double noise, double width) {
        double[] logs = logDensities(shift, noise, width);
        double largest = Arrays.stream(logs).max().orElseThrow();
        return largest
                + Math.log(Arrays.stream(logs).map(l -> Math.exp(l - largest)).sum());
    }

    private double[] logDensities(double shift, double noise, double width) {
        return Arrays.stream(ratios())
                .map(ratio -> {
                    double variance = noise * noise * ratio * ratio * (1 + 1.0 / seeds) + width * width / 12;
                    return logWeight(ratio, noise) - shift * shift / (2 * variance) - Math.log(variance) / 2;
                })
                .toArray();
    }

    /**
     * The deviation of the mean of all seeds, that of the search among them, from what other seeds would give.
     *
     * @param uniform in [0, 1), chooses between the deviations that the seeds leave possible
     */
    double deviationOfMean(double shift, double noise, double width, double uniform) {
        double[] logs = logDensities(shift, noise, width);
        double largest = Arrays.stream(logs).max().orElseThrow();
        double[] weights = Arrays.stream(logs).map(l -> Math.exp(l - largest)).toArray();
        double left = uniform * Arrays.stream(weights).sum();
        int chosen = 0;
        while (chosen < weights.length - 1 && left >= weights[chosen]) {
            left -= weights[chosen++];
        }
        return ratios()[chosen] * noise / Math.sqrt(seeds + 1.0);
    }

    /** By how much the mean of all seeds is shifted against that of the fresh ones, as a share of their shift. */
    double shareOfMean() {
        return seeds / (seeds + 1.0);
    }
}
