package org.gradus.core.ranking;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * What a measured distance from the best says about the true gap, under one prior and for one error of measurement. Gaps
 * are counted in cells of a tenth of the noise; all lengths are in units of the noise.
 */
final class GapTable {
    static final double CELL = 0.1;
    static final int CELLS = 420;

    /** Where the table begins; a measured distance is negative by its error alone. */
    private static final double FIRST = -9;

    private static final int NODES = 500;
    /** Beyond it the prior is as good as even over the width of an error. */
    private static final double FLAT = 36;

    private static final double REACH = 7;

    /** All tables by the number of trainings that a distance was measured with: constants that take a while to make. */
    private static final Map<Integer, List<GapTable>> ALL = new ConcurrentHashMap<>();

    private final GapPrior prior;
    private final double error;
    private final double[] masses;
    private final double[] logDensities;

    /**
     * A table.
     *
     * @param error the standard error of the measured distance, more than 0
     */
    GapTable(GapPrior prior, double error) {
        this.prior = prior;
        // A cell is even inside: that widens the error by its variance.
        this.error = Math.sqrt(error * error + CELL * CELL / 12);
        this.masses = IntStream.range(0, CELLS)
                .mapToDouble(c -> prior.below((c + 1) * CELL) - prior.below(c * CELL))
                .toArray();
        this.logDensities = IntStream.range(0, NODES)
                .mapToDouble(node -> logDensityBySum(FIRST + node * CELL))
                .toArray();
    }

    /** The tables of {@linkplain GapPrior#all all priors} for the mean of n trainings. */
    static List<GapTable> all(int trainings) {
        return ALL.computeIfAbsent(
                trainings,
                n -> GapPrior.all().stream()
                        .map(prior -> new GapTable(prior, 1 / Math.sqrt(n)))
                        .toList());
    }

    private double logDensityBySum(double distance) {
        int from = clamp((int) Math.floor((distance - REACH * error) / CELL));
        int to = clamp((int) Math.ceil((distance + REACH * error) / CELL));
        if (distance < 0) { // all cells are in the far tail of the error; the first count
            to = Math.max(to, clamp((int) Math.ceil(REACH / CELL)));
        }
        double sum = 0;
        double nearest = Math.min(0, distance);
        for (int cell = from; cell <= to; cell++) {
            sum += masses[cell] * Math.exp(exponent(distance, cell) + nearest * nearest / (2 * error * error));
        }
        return Math.log(Math.max(sum, Double.MIN_NORMAL) / error)
                - nearest * nearest / (2 * error * error)
                - 0.5 * Math.log(2 * Math.PI);
    }

    private static int clamp(int cell) {
        return Math.max(0, Math.min(CELLS - 1, cell));
    }

    private double exponent(double distance, int cell) {
        double standard = (distance - (cell + 0.5) * CELL) / error;
        return -0.5 * standard * standard;
    }

    /** The logarithm of the density of a measured distance. */
    double logDensity(double distance) {
        if (distance < FIRST) {
            return logDensities[0] - (distance * distance - FIRST * FIRST) / (2 * error * error);
        }
        if (distance > FLAT) {
            return prior.logDensity(distance);
        }
        double place = (distance - FIRST) / CELL;
        int node = (int) place;
        double share = place - node;
        return logDensities[node] * (1 - share) + logDensities[node + 1] * share;
    }

    /** The probabilities of the cells, given a measured distance, and last of what lies beyond them; they add up to 1. */
    double[] posterior(double distance) {
        double[] chances = new double[CELLS + 1];
        if (distance > FLAT) {
            chances[CELLS] = 1;
            return chances;
        }
        double nearest = Math.min(0, distance);
        double offset = nearest * nearest / (2 * error * error);
        int from = clamp((int) Math.floor((distance - REACH * error) / CELL));
        int to = clamp((int) Math.ceil((Math.max(0, distance) + REACH * Math.max(error, CELL)) / CELL));
        double sum = 0;
        for (int cell = from; cell <= to; cell++) {
            chances[cell] = masses[cell] * Math.exp(exponent(distance, cell) + offset);
            sum += chances[cell];
        }
        if (!(sum > 0)) {
            chances[0] = 1;
            return chances;
        }
        for (int cell = from; cell <= to; cell++) {
            chances[cell] /= sum;
        }
        return chances;
    }
}
