package org.gradus.core.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * The numbers that a race leaves, lower is better, all as shares of one scale.
 *
 * @param others the scores in the search of the candidates that were not trained again
 * @param own the candidates' scores in the search; NaN where there is none that is comparable
 * @param means the candidates' means over fresh seeds, corrected for seeds that they miss
 * @param counts the number of fresh seeds of each, at least 1
 * @param noise squares left by candidates and seeds
 * @param seeds the evidence about the seeds' effects
 */
record RaceFigures(double[] others, double[] own, double[] means, int[] counts, Noise noise, SeedEffects seeds) {
    /** More than this number are thinned to quantiles: far from the best, they need not follow a prior of few parameters. */
    static final int MOST = 64;

    /**
     * A candidate that lies further from the best of the search, in units of the largest noise that is plausible, is of
     * another kind: its training broke down. It says nothing about the gaps between those that train.
     */
    private static final double BROKEN = 12;

    private static final double PLAUSIBLE = 0.1;

    /**
     * What candidates and seeds leave unexplained.
     *
     * @param squares the sum of squares, more than 0
     * @param degrees its degrees of freedom, at least 1
     */
    record Noise(double squares, int degrees) {
        double deviation() {
            return Math.sqrt(squares / degrees);
        }

        private double largestPlausible() {
            return Math.sqrt(
                    squares / new ChiSquaredDistribution(null, degrees).inverseCumulativeProbability(PLAUSIBLE));
        }

        /** The logarithm of the density of the squares for a deviation, up to a constant. */
        double logDensity(double deviation) {
            return -degrees * Math.log(deviation) - squares / (2 * deviation * deviation);
        }
    }

    /**
     * The figures of a race.
     *
     * @param model what the fresh seeds left, with noise
     * @param scores with fresh seeds, by the number of their seed
     * @param own scores in the search; NaN where there is none
     * @param others scores in the search of the candidates that were not trained again
     */
    static RaceFigures of(
            AdditiveModel model, List<? extends NavigableMap<Integer, Double>> scores, double[] own, double[] others) {
        double[] means = levelled(model, scores);
        return new RaceFigures(
                scaled(others, model.scale()),
                scaled(own, model.scale()),
                means,
                scores.stream().mapToInt(Map::size).toArray(),
                new Noise(model.variance() * model.degrees(), model.degrees()),
                model.paired() ? seedEffects(means, scores, model.scale()) : SeedEffects.ofUnpaired());
    }

    private static double[] scaled(double[] values, double scale) {
        return Arrays.stream(values).map(v -> v / scale).toArray();
    }

    /** The effects of the candidates, shifted so that they match the scores on average. */
    private static double[] levelled(AdditiveModel model, List<? extends NavigableMap<Integer, Double>> scores) {
        double shift = IntStream.range(0, scores.size())
                .boxed()
                .flatMap(i -> scores.get(i).values().stream().map(v -> v / model.scale() - model.means()[i]))
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
        return Arrays.stream(model.means()).map(mean -> mean + shift).toArray();
    }

    private static SeedEffects seedEffects(
            double[] means, List<? extends NavigableMap<Integer, Double>> scores, double scale) {
        Map<Integer, List<Double>> bySeed = new TreeMap<>();
        for (int i = 0; i < means.length; i++) {
            double mean = means[i];
            scores.get(i)
                    .forEach((seed, score) ->
                            bySeed.computeIfAbsent(seed, s -> new ArrayList<>()).add(score / scale - mean));
        }
        double squares = 0;
        for (List<Double> rests : bySeed.values()) {
            double mean = rests.stream().mapToDouble(r -> r).average().orElse(0);
            squares += rests.size() * mean * mean;
        }
        int trainings = scores.stream().mapToInt(Map::size).sum();
        return new SeedEffects(squares, bySeed.size(), trainings / (double) bySeed.size());
    }

    /** The same race, without candidates that broke down and with few enough of the others. */
    RaceFigures thinned() {
        double limit = best() + BROKEN * noise.largestPlausible();
        double[] near = Arrays.stream(others).filter(s -> s <= limit).sorted().toArray();
        if (near.length <= MOST) {
            return new RaceFigures(near, own, means, counts, noise, seeds);
        }
        double[] quantiles = IntStream.range(0, MOST)
                .mapToDouble(i -> near[(int) ((i + 0.5) * near.length / MOST)])
                .toArray();
        return new RaceFigures(quantiles, own, means, counts, noise, seeds);
    }

    /** The best score of the search, or else the best mean. */
    double best() {
        double search = Math.min(
                Arrays.stream(others).min().orElse(Double.POSITIVE_INFINITY),
                Arrays.stream(own).filter(Double::isFinite).min().orElse(Double.POSITIVE_INFINITY));
        return Double.isFinite(search) ? search : Arrays.stream(means).min().orElseThrow();
    }

    int size() {
        return means.length;
    }

    private boolean searched(int candidate) {
        return !Double.isNaN(own[candidate]);
    }

    /** How many trainings the search and the fresh seeds gave a candidate. */
    int trainings(int candidate) {
        return counts[candidate] + (searched(candidate) ? 1 : 0);
    }

    /** The standard error of a candidate's place, in units of the noise. */
    double error(int candidate) {
        return 1 / Math.sqrt(trainings(candidate));
    }

    /** A candidate's mean over all trainings, on the level of the search, if the fresh seeds are shifted against it. */
    double place(int candidate, double shift) {
        double fresh = counts[candidate] * (means[candidate] - shift);
        return (fresh + (searched(candidate) ? own[candidate] : 0)) / trainings(candidate);
    }

    /** How far the fresh seeds seem to be shifted against the search; 0 where nothing tells. */
    double apparentShift() {
        return IntStream.range(0, size())
                .filter(this::searched)
                .mapToDouble(i -> means[i] - own[i])
                .average()
                .orElse(0);
    }

    /** The standard error of the apparent shift, in units of the noise; 0 where nothing tells. */
    double errorOfShift() {
        int[] searched = IntStream.range(0, size()).filter(this::searched).toArray();
        double sum =
                Arrays.stream(searched).mapToDouble(i -> 1 + 1.0 / counts[i]).sum();
        return searched.length == 0 ? 0 : Math.sqrt(sum) / searched.length;
    }

    /** The logarithm of the density of the candidates' scores in the search beside their fresh ones, up to a constant. */
    double logDensityOfShift(double shift, double deviation) {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            if (searched(i)) {
                double apart = (own[i] - means[i] + shift) / deviation;
                sum -= apart * apart / (2 * (1 + 1.0 / counts[i]));
            }
        }
        return sum;
    }

    /** The number of measured scores, which each bring the noise into the density once. */
    int measured() {
        return others.length
                + IntStream.range(0, size()).map(i -> searched(i) ? 2 : 1).sum();
    }
}
