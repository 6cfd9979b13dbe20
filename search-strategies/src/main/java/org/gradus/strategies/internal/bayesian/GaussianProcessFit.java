package org.gradus.strategies.internal.bayesian;

import java.util.random.RandomGenerator;
import org.gradus.probes.internal.curves.QuasiNewton;

/**
 * Fits the hyperparameters of a Gaussian process: the maximum of likelihood x prior, from one fixed and four random
 * starts.
 *
 * <p>As OSS Vizier does (tuned_gp_models.py), with its bounds σ² in [1e-3, 10], ℓ² in [2.5e-3, 1e2], σₙ² in [1e-10, 1]
 * kept by a sigmoid in the logarithm. Deviation: BFGS with exact gradients instead of L-BFGS-B; a lower bound of ℓ² that lets
 * the surface bend within a quarter of a decade of a range of five (Vizier has 1e-2); and of the random
 * starts only the two of highest posterior density are followed to the end.
 */
final class GaussianProcessFit {
    private static final double[] AMPLITUDE = {1e-3, 10};
    private static final double[] SQUARED_LENGTH_SCALE = {2.5e-3, 1e2};
    private static final double[] NOISE = {1e-10, 1};
    private static final int RANDOM_STARTS = 4;
    private static final int FOLLOWED = 2;
    private static final QuasiNewton MINIMIZER = new QuasiNewton(40, 1e-4);

    private final MarginalLikelihood likelihood;
    private final int dimensions;

    private GaussianProcessFit(MarginalLikelihood likelihood, int dimensions) {
        this.likelihood = likelihood;
        this.dimensions = dimensions;
    }

    /**
     * Fits to observations.
     *
     * @param observations at least one
     * @param categorical whether a dimension is categorical
     * @param random draws the starts
     */
    static GaussianProcess fit(Observations observations, boolean[] categorical, RandomGenerator random) {
        MarginalLikelihood likelihood = new MarginalLikelihood(observations, categorical);
        double[] logs = new GaussianProcessFit(likelihood, categorical.length).best(random);
        return new GaussianProcess(likelihood.kernel(logs), likelihood.noise(logs), observations);
    }

    private double[] best(RandomGenerator random) {
        QuasiNewton.Function function = this::atSigmoid;
        double[] fixed = fixedStart();
        QuasiNewton.Minimum best = MINIMIZER.minimize(function, fixed);
        double[][] starts = new double[RANDOM_STARTS][];
        double[] values = new double[RANDOM_STARTS];
        double[] ignored = new double[fixed.length];
        for (int i = 0; i < RANDOM_STARTS; i++) {
            starts[i] = randomStart(random);
            values[i] = atSigmoid(starts[i], ignored);
        }
        for (int k = 0; k < FOLLOWED; k++) {
            int next = 0;
            for (int i = 1; i < RANDOM_STARTS; i++) {
                next = values[i] < values[next] ? i : next;
            }
            QuasiNewton.Minimum minimum = MINIMIZER.minimize(function, starts[next]);
            values[next] = Double.POSITIVE_INFINITY;
            best = minimum.value() < best.value() ? minimum : best;
        }
        return logs(best.point());
    }

    private double[] fixedStart() {
        double[] start = new double[dimensions + 2];
        for (int i = 0; i < start.length; i++) {
            double mode = i == 0
                    ? MarginalLikelihood.AMPLITUDE_MODE
                    : i <= dimensions ? MarginalLikelihood.LENGTH_SCALE_MODE : MarginalLikelihood.NOISE_MODE;
            double share = (Math.log(mode) - low(i)) / (high(i) - low(i));
            start[i] = Math.log(share / (1 - share));
        }
        return start;
    }

    private double[] randomStart(RandomGenerator random) {
        double[] start = new double[dimensions + 2];
        for (int i = 0; i < start.length; i++) {
            double share = 0.05 + 0.9 * random.nextDouble();
            start[i] = Math.log(share / (1 - share));
        }
        return start;
    }

    private double atSigmoid(double[] point, double[] gradient) {
        double value = likelihood.at(logs(point), gradient);
        for (int i = 0; i < point.length; i++) {
            double share = sigmoid(point[i]);
            gradient[i] *= (high(i) - low(i)) * share * (1 - share);
        }
        return value;
    }

    private double[] logs(double[] point) {
        double[] logs = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            logs[i] = low(i) + (high(i) - low(i)) * sigmoid(point[i]);
        }
        return logs;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private double low(int parameter) {
        return Math.log(bounds(parameter)[0]);
    }

    private double high(int parameter) {
        return Math.log(bounds(parameter)[1]);
    }

    private double[] bounds(int parameter) {
        return parameter == 0 ? AMPLITUDE : parameter <= dimensions ? SQUARED_LENGTH_SCALE : NOISE;
    }
}
