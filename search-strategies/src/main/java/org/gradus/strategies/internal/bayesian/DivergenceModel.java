package org.gradus.strategies.internal.bayesian;

import java.util.Arrays;
import org.gradus.probes.internal.curves.Vectors;

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

    /** Of how many trials one is followed by a search for numbers that are too small. */
    private static final int CLEARED_EVERY = 8;

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
            double[] odds = new double[cells];
            for (int c = 0; c < cells; c++) {
                odds[c] = inNumbers ? start * growth[w][c] : Math.exp(-(logRate - (low + c * spacing)) / WIDTHS[w]);
            }
            fill(likelihood, w * cells, odds, diverged);
        }
        return likelihood;
    }

    private static void fill(double[] likelihood, int from, double[] odds, boolean diverged) {
        if (diverged) {
            for (int c = 0; c < odds.length; c++) {
                likelihood[from + c] = 1 / (1 + odds[c]);
            }
        } else {
            for (int c = 0; c < odds.length; c++) {
                likelihood[from + c] = 1 / (1 + 1 / odds[c]);
            }
        }
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
            double[] sums = new double[cells];
            double[] shifted = new double[cells];
            for (int c = 0; c < cells; c++) {
                System.arraycopy(transitions[w], cells - 1 - c, shifted, 0, cells);
                Vectors.add(sums, posterior[w * cells + c], shifted, 0, cells);
            }
            Vectors.add(probabilities, 1, sums, 0, cells);
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
        int likeliest = 0;
        int taken = 0;
        for (int i = 0; i < weights.length; i++) {
            double weight = weights[i];
            if (weight < NEGLIGIBLE) {
                continue;
            }
            multiply(posterior, 1 - weight, weight, likelihoods[i]);
            if (posterior[likeliest] < SMALL) {
                likeliest = likeliest(posterior);
            }
            // Before the product of many can leave the numbers.
            if (posterior[likeliest] < SMALL) {
                divide(posterior, posterior[likeliest]);
            } else if (++taken % CLEARED_EVERY == 0) {
                clear(posterior);
            }
        }
        clear(posterior);
        double sum = Arrays.stream(posterior).sum();
        for (int k = 0; k < posterior.length; k++) {
            posterior[k] /= sum;
        }
        return posterior;
    }

    /** A loop without branches, which the JVM computes in vectors. */
    private static void multiply(double[] posterior, double rest, double weight, double[] likelihood) {
        for (int k = 0; k < posterior.length; k++) {
            posterior[k] *= rest + weight * likelihood[k];
        }
    }

    private static int likeliest(double[] posterior) {
        int likeliest = 0;
        for (int k = 1; k < posterior.length; k++) {
            likeliest = posterior[k] > posterior[likeliest] ? k : likeliest;
        }
        return likeliest;
    }

    private static void divide(double[] posterior, double max) {
        clear(posterior);
        for (int k = 0; k < posterior.length; k++) {
            posterior[k] /= max;
        }
    }

    /** Numbers below the normal ones are slow, and these say nothing any more: no factor is above 1. */
    private static void clear(double[] posterior) {
        for (int k = 0; k < posterior.length; k++) {
            if (posterior[k] < SMALL * SMALL) {
                posterior[k] = 0;
            }
        }
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
