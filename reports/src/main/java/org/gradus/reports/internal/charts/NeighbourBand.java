package org.gradus.reports.internal.charts;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.gradus.core.ranking.Estimate;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.TrialPurpose;

/**
 * How scores lie along the learning rate: at each rate the quartiles of the scores of its nearest trials, those nearer
 * counting more (a local median as in Cleveland, JASA 74, 1979, with his tricube weights; quantiles of weighted neighbours as
 * in Stone, Annals of Statistics 5, 1977). It describes trials where the search's strategy has no model; it predicts nothing
 * between rates that are far apart.
 *
 * @param x decimal logarithms of rates, rising
 * @param low the lower quartile there
 * @param median the median
 * @param high the upper quartile
 * @param neighbours how many trials each point rests on
 */
record NeighbourBand(double[] x, double[] low, double[] median, double[] high, int neighbours) {
    /** With fewer trained to the last epoch, a band says nothing. */
    private static final int FEWEST_TRIALS = 10;

    private static final int FEWEST_NEIGHBOURS = 5;
    private static final double NEIGHBOURS = 0.25;
    private static final int POINTS = 81;

    /** A trial: the objective's figure, and what it counts. */
    private record Weighted(double figure, double weight) {}

    /** The band of a study's candidates that were trained to the last epoch; empty where there are few. */
    static Optional<NeighbourBand> of(List<RankedTrial> ranking) {
        double[][] trials = ranking.stream()
                .filter(e -> e.trial().purpose() == TrialPurpose.SEARCH)
                .filter(e -> e.trial().ended(OutcomeKind.COMPLETED))
                .filter(e -> e.trial().learningRate().isPresent())
                .flatMap(e -> e.figure().map(Estimate::mean).stream().map(figure ->
                        new double[] {e.trial().learningRate().orElseThrow().log10(), figure}))
                .sorted(Comparator.<double[]>comparingDouble(t -> t[0]).thenComparingDouble(t -> t[1]))
                .toArray(double[][]::new);
        return trials.length < FEWEST_TRIALS || trials[0][0] == trials[trials.length - 1][0]
                ? Optional.empty()
                : Optional.of(of(trials));
    }

    private static NeighbourBand of(double[][] trials) {
        int neighbours = Math.max(FEWEST_NEIGHBOURS, (int) Math.ceil(NEIGHBOURS * trials.length));
        double from = trials[0][0];
        double to = trials[trials.length - 1][0];
        double[] xs = IntStream.range(0, POINTS)
                .mapToDouble(i -> from + (to - from) * i / (POINTS - 1))
                .toArray();
        List<List<Weighted>> near =
                Arrays.stream(xs).mapToObj(x -> nearest(trials, x, neighbours)).toList();
        return new NeighbourBand(xs, quantiles(near, 0.25), quantiles(near, 0.5), quantiles(near, 0.75), neighbours);
    }

    /** The nearest trials and all as near as the last of them, with their weights, by figure. */
    private static List<Weighted> nearest(double[][] trials, double x, int neighbours) {
        double[] distances = Arrays.stream(trials)
                .mapToDouble(t -> Math.abs(t[0] - x))
                .sorted()
                .toArray();
        double reach = distances[Math.min(neighbours, distances.length - 1)] * (1 + 1e-9) + 1e-12;
        return Arrays.stream(trials)
                .filter(t -> Math.abs(t[0] - x) < reach)
                .map(t -> new Weighted(t[1], tricube(Math.abs(t[0] - x) / reach)))
                .sorted(Comparator.comparingDouble(Weighted::figure))
                .toList();
    }

    private static double tricube(double distance) {
        return Math.pow(1 - Math.pow(distance, 3), 3);
    }

    private static double[] quantiles(List<List<Weighted>> near, double level) {
        return near.stream()
                .flatMapToDouble(trials -> DoubleStream.of(quantile(trials, level)))
                .toArray();
    }

    /** Between the figures whose mid-weights lie on both sides of the level, linearly. */
    private static double quantile(List<Weighted> sorted, double level) {
        double total = sorted.stream().mapToDouble(Weighted::weight).sum();
        double before = 0;
        double lastPlace = 0;
        double lastFigure = sorted.get(0).figure();
        for (Weighted trial : sorted) {
            double place = (before + trial.weight() / 2) / total;
            if (place >= level) {
                double share = place > lastPlace ? (level - lastPlace) / (place - lastPlace) : 1;
                return lastFigure + share * (trial.figure() - lastFigure);
            }
            before += trial.weight();
            lastPlace = place;
            lastFigure = trial.figure();
        }
        return lastFigure;
    }
}
