package org.gradus.core.ranking;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * What a race and the search before it say about the candidates' true scores: a hierarchical model, in which the spread of
 * all candidates is the prior of each (Efron and Morris, JASA 68, 1973; Gelman et al., Bayesian Data Analysis, 3rd edition,
 * chapter 5). Score = best + {@linkplain GapPrior gap} + {@linkplain SeedEffects effect of the seed} + normal noise. Every
 * score of the search is part of it, so that the finalists' having been selected for theirs needs no correction (Dawid,
 * Journal of the Royal Statistical Society B 56, 1994), and the best mean of several is shrunk as far as luck explains it.
 *
 * <p>Noise, prior, level and shift are summed over a {@linkplain PosteriorGrid grid}; points of it are taken in proportion to
 * their weights, evenly spaced, and at them {@value #DRAWS} times the gaps with a fixed seed: a pure function.
 */
final class RacePosterior {
    static final int DRAWS = 4000;
    /** Draws at a point of the grid. */
    private static final int EACH = 4;

    private static final long SEED = 1979;
    private static final double TAIL = (1 - PooledNoise.CONFIDENCE) / 2;

    private final RaceFigures figures;
    private final PosteriorGrid grid;
    private final RandomGenerator random = new Well19937c(SEED);
    private final double[] probabilities;
    /** Of each candidate, rising. */
    private final double[][] scores;

    private final double[][] behind;
    private final double[] deviations = new double[DRAWS];

    /** Of two candidates or more. */
    RacePosterior(RaceFigures all) {
        this.figures = all.thinned();
        this.grid = new PosteriorGrid(figures);
        this.probabilities = new double[figures.size()];
        this.scores = new double[figures.size()][DRAWS];
        this.behind = new double[figures.size()][DRAWS];
        draw();
        for (double[] drawn : scores) {
            Arrays.sort(drawn);
        }
    }

    private void draw() {
        double total =
                grid.points().stream().mapToDouble(PosteriorGrid.Point::weight).sum();
        double sum = 0;
        int drawn = 0;
        for (PosteriorGrid.Point point : grid.points()) {
            sum += point.weight();
            int until = Math.min(DRAWS, EACH * (int) Math.floor(sum / total * DRAWS / EACH + 0.5));
            if (until > drawn) {
                drawAt(point, drawn, until);
                drawn = until;
            }
        }
    }

    private void drawAt(PosteriorGrid.Point point, int from, int until) {
        double[][] gaps = IntStream.range(0, figures.size())
                .mapToObj(i -> grid.gap(i, point))
                .toArray(double[][]::new);
        double[] distances = IntStream.range(0, figures.size())
                .mapToDouble(i -> grid.distance(i, point))
                .toArray();
        double[] chances = chances(gaps, distances);
        for (int i = 0; i < chances.length; i++) {
            probabilities[i] += chances[i] * (until - from) / DRAWS;
        }
        for (int draw = from; draw < until; draw++) {
            deviations[draw] = point.deviation();
            double level = level(point);
            for (int i = 0; i < gaps.length; i++) {
                behind[i][draw] = gap(gaps[i], distances[i], figures.error(i)) * point.deviation();
                scores[i][draw] = level + behind[i][draw];
            }
        }
    }

    /** The level of the best with other seeds than those of the study. */
    private double level(PosteriorGrid.Point point) {
        double step = PosteriorGrid.SHIFT_STEP * point.deviation();
        double shift = point.shift() + (random.nextDouble() - 0.5) * step;
        double deviation = figures.seeds().deviationOfMean(point.shift(), point.deviation(), step, random.nextDouble());
        return point.level() + shift * figures.seeds().shareOfMean() + random.nextGaussian() * deviation;
    }

    private double gap(double[] cells, double distance, double error) {
        double left = random.nextDouble();
        int cell = 0;
        while (cell < GapTable.CELLS && left >= cells[cell]) {
            left -= cells[cell++];
        }
        return cell == GapTable.CELLS
                ? Math.max(distance, GapTable.CELLS * GapTable.CELL) + random.nextGaussian() * error
                : (cell + random.nextDouble()) * GapTable.CELL;
    }

    /** The chances to have the smallest gap; those in one cell, and so all but equal, share. */
    private static double[] chances(double[][] gaps, double[] distances) {
        double[][] larger = new double[gaps.length][GapTable.CELLS + 2];
        for (int i = 0; i < gaps.length; i++) {
            for (int cell = GapTable.CELLS; cell >= 0; cell--) {
                larger[i][cell] = larger[i][cell + 1] + gaps[i][cell];
            }
        }
        double[] chances = new double[gaps.length];
        for (int i = 0; i < gaps.length; i++) {
            for (int cell = 0; cell <= GapTable.CELLS; cell++) {
                if (gaps[i][cell] > 0) {
                    chances[i] += gaps[i][cell] * noneSmaller(i, cell, gaps, larger, distances);
                }
            }
        }
        double sum = Arrays.stream(chances).sum();
        return Arrays.stream(chances).map(c -> c / sum).toArray();
    }

    private static double noneSmaller(int candidate, int cell, double[][] gaps, double[][] larger, double[] distances) {
        double product = 1;
        for (int other = 0; other < gaps.length; other++) {
            if (other != candidate) {
                boolean beyond = cell == GapTable.CELLS;
                double share = beyond ? (distances[candidate] <= distances[other] ? 1 : 0) : 0.5;
                product *= larger[other][cell + 1] + share * gaps[other][cell];
            }
        }
        return product;
    }

    /** How probable it is that each has the lowest true score; they add up to 1. */
    double[] probabilities() {
        return probabilities.clone();
    }

    /** The lower end of the 95 % interval of a candidate's true score, with other seeds than those of the study. */
    double low(int candidate) {
        return ofSorted(scores[candidate], TAIL);
    }

    double high(int candidate) {
        return ofSorted(scores[candidate], 1 - TAIL);
    }

    /** How far, with 95 % probability, each of some candidates lies at most behind the best of all. */
    double behind(int[] some) {
        return quantile(furthest(some), PooledNoise.CONFIDENCE);
    }

    /** How probable it is that each of some candidates lies behind the best of all by no more than the noise. */
    double probabilityWithinNoise(int[] some) {
        double[] furthest = furthest(some);
        return IntStream.range(0, DRAWS)
                        .filter(draw -> furthest[draw] <= deviations[draw])
                        .count()
                / (double) DRAWS;
    }

    private double[] furthest(int[] some) {
        return IntStream.range(0, DRAWS)
                .mapToDouble(draw -> IntStream.of(some)
                                .mapToDouble(i -> behind[i][draw])
                                .max()
                                .orElse(0)
                        - Arrays.stream(behind).mapToDouble(b -> b[draw]).min().orElse(0))
                .toArray();
    }

    /** The deviation of one training, the median. */
    double noise() {
        return quantile(deviations, 0.5);
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted, share);
    }

    private static double ofSorted(double[] sorted, double share) {
        return sorted[(int) (share * sorted.length)];
    }
}
