package org.gradus.strategies.internal.bayesian;

import java.util.Arrays;

/**
 * The probability that training diverges, as a curve that rises with the learning rate.
 *
 * <p>Divergence is monotone in the rate: above an edge c training diverges, below it does not, with a logistic
 * transition of width s between, P(diverges | x) = 1 / (1 + e^(−(x − c)/s)) at log₁₀ rate x. Edge and width are not
 * estimated but averaged over: their posterior lives on a grid, uniform a priori in c from a decade below the range to
 * a decade above it. With one survivor and one divergence the curve between them is nearly straight, which makes the
 * search bisect; a contradiction (a survivor above a divergence) widens the transition.
 *
 * <p>In a space of several parameters, a trial says the less about the edge the farther away its other parameters lie:
 * with a weight w in [0, 1] it is taken to have the same edge with probability w, and else to say nothing. Immutable.
 */
final class DivergenceModel {
    private static final int FINE_CELLS = 512;
    private static final int COARSE_CELLS = 64;
    private static final double MARGIN_DECADES = 1;
    private static final double[] WIDTHS = {0.02, 0.08, 0.3, 1};
    private static final double[] WIDTH_PRIORS = {0.4, 0.3, 0.2, 0.1};

    /** Trials that count less are skipped. */
    private static final double NEGLIGIBLE = 0.05;

    /** Above it the logistic function is 1 to the last digit. */
    private static final double ONE_ABOVE = 37;

    private static final double SMALL = 1e-100;

    private final double low;
    private final double spacing;
    private final int cells;
    private final double[][] growth;
    private final double[][] likelihoods;
    private final double[][] transitions;

    /**
     * Learns from trials.
     *
     * @param minLogRate log₁₀ of the lowest rate of the space
     * @param maxLogRate log₁₀ of the highest
     * @param logRates log₁₀ of the rates of trials
     * @param diverged whether each diverged
     * @param fine whether the grid is fine; a coarse one is quick enough to be asked with ever new weights
     */
    DivergenceModel(double minLogRate, double maxLogRate, double[] logRates, boolean[] diverged, boolean fine) {
        this.cells = fine ? FINE_CELLS : COARSE_CELLS;
        this.low = minLogRate - MARGIN_DECADES;
        this.spacing = (maxLogRate + MARGIN_DECADES - low) / (cells - 1);
        this.growth = growth();
        this.likelihoods = new double[logRates.length][];
        for (int i = 0; i < logRates.length; i++) {
            likelihoods[i] = likelihood(logRates[i], diverged[i]);
        }
        this.transitions = new double[WIDTHS.length][2 * cells - 1];
        for (int w = 0; w < WIDTHS.length; w++) {
            for (int k = 0; k < 2 * cells - 1; k++) {
                transitions[w][k] = logistic((k - cells + 1) * spacing / WIDTHS[w]);
            }
        }
    }

    /** e^(k spacing / width), by width and k: with it, a logistic function on the grid needs one exponential. */
    private double[][] growth() {
        double[][] powers = new double[WIDTHS.length][cells];
        for (int w = 0; w < WIDTHS.length; w++) {
            for (int c = 0; c < cells; c++) {
                powers[w][c] = Math.exp(c * spacing / WIDTHS[w]);
            }
        }
        return powers;
    }

    private double[] likelihood(double logRate, boolean diverged) {
        double[] likelihood = new double[WIDTHS.length * cells];
        for (int w = 0; w < WIDTHS.length; w++) {
            double start = Math.exp(-(logRate - low) / WIDTHS[w]);
            boolean inNumbers = start >= Double.MIN_NORMAL && growth[w][cells - 1] < Double.POSITIVE_INFINITY;
            for (int c = 0; c < cells; c++) {
                double odds = inNumbers ? start * growth[w][c] : Math.exp(-(logRate - (low + c * spacing)) / WIDTHS[w]);
                likelihood[w * cells + c] = diverged ? 1 / (1 + odds) : 1 / (1 + 1 / odds);
            }
        }
        return likelihood;
    }

    /**
     * The curve where trials count by weights.
     *
     * @param weights in [0, 1], in the order of the trials
     */
    Curve curve(double[] weights) {
        double[] posterior = posterior(weights);
        double[] probabilities = new double[cells];
        for (int w = 0; w < WIDTHS.length; w++) {
            for (int x = 0; x < cells; x++) {
                double sum = 0;
                for (int c = 0; c < cells; c++) {
                    sum += posterior[w * cells + c] * transitions[w][x - c + cells - 1];
                }
                probabilities[x] += sum;
            }
        }
        return new Curve(low, spacing, probabilities);
    }

    /**
     * The probability that training diverges at one rate, where trials count by weights.
     *
     * @param logRate log₁₀ of the rate
     * @param weights in [0, 1], in the order of the trials
     */
    double diverges(double logRate, double[] weights) {
        double[] posterior = posterior(weights);
        double sum = 0;
        for (int k = 0; k < posterior.length; k++) {
            // Negligible terms are most of them.
            if (posterior[k] > 1e-9) {
                sum += posterior[k] * logistic((logRate - (low + k % cells * spacing)) / WIDTHS[k / cells]);
            }
        }
        return sum;
    }

    private double[] posterior(double[] weights) {
        double[] posterior = new double[WIDTHS.length * cells];
        for (int k = 0; k < posterior.length; k++) {
            posterior[k] = WIDTH_PRIORS[k / cells];
        }
        for (int i = 0; i < weights.length; i++) {
            double weight = weights[i];
            if (weight < NEGLIGIBLE) {
                continue;
            }
            double max = 0;
            for (int k = 0; k < posterior.length; k++) {
                double product = posterior[k] * (1 - weight + weight * likelihoods[i][k]);
                // Numbers below the normal ones are slow, and these say nothing any more.
                posterior[k] = product < SMALL * SMALL ? 0 : product;
                max = Math.max(max, product);
            }
            // Before the product of many can leave the numbers.
            for (int k = 0; k < posterior.length && max < SMALL; k++) {
                posterior[k] /= max;
            }
        }
        double sum = Arrays.stream(posterior).sum();
        for (int k = 0; k < posterior.length; k++) {
            posterior[k] /= sum;
        }
        return posterior;
    }

    private static double logistic(double x) {
        return x > ONE_ABOVE ? 1 : 1 / (1 + Math.exp(-x));
    }

    /** The probability of divergence against log₁₀ rate, not falling. */
    record Curve(double low, double spacing, double[] probabilities) {
        /** The probability that training diverges, in (0, 1). */
        double diverges(double logRate) {
            double place = (logRate - low) / spacing;
            int cell = (int) Math.max(0, Math.min(probabilities.length - 2, Math.floor(place)));
            double share = Math.max(0, Math.min(1, place - cell));
            return probabilities[cell] * (1 - share) + probabilities[cell + 1] * share;
        }

        /** The probability that training does not diverge, in (0, 1). */
        double survives(double logRate) {
            return 1 - diverges(logRate);
        }
    }
}
