package org.gradus.strategies.internal.bayesian;

import org.gradus.probes.internal.curves.Cholesky;
import org.gradus.probes.internal.curves.Kernel;
import org.gradus.probes.internal.curves.Posterior;
import org.gradus.probes.internal.curves.Vectors;

/**
 * The posterior of a Gaussian process with zero prior mean, given noisy observations (Rasmussen and Williams 2006,
 * algorithm 2.1). Immutable.
 */
final class GaussianProcess implements Posterior {
    private final Kernel kernel;
    private final double noise;
    private final double[][] points;
    private final Cholesky factor;
    private final double[] weights;

    /**
     * Conditions on observations.
     *
     * @param noise σₙ², the variance of a single observation, not negative
     */
    GaussianProcess(Kernel kernel, double noise, Observations observations) {
        this(kernel, noise, observations.points(), covariance(kernel, noise, observations), observations.means());
    }

    private GaussianProcess(Kernel kernel, double noise, double[][] points, Cholesky factor, double[] values) {
        this.kernel = kernel;
        this.noise = noise;
        this.points = points;
        this.factor = factor;
        this.weights = factor.solve(values);
    }

    private static Cholesky covariance(Kernel kernel, double noise, Observations observations) {
        double[][] matrix = new double[observations.size()][];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                matrix[i][j] =
                        kernel.covariance(observations.points()[i], observations.points()[j]);
            }
            matrix[i][i] += noise / observations.counts()[i];
        }
        return Cholesky.of(matrix);
    }

    @Override
    public Prediction at(double[] point) {
        double[] cross = cross(point);
        double mean = Vectors.dot(cross, weights);
        double variance = kernel.amplitude();
        for (double value : factor.solveLower(cross)) {
            variance -= value * value;
        }
        // Rounding can carry it below zero at an observed point.
        return new Prediction(mean, Math.max(variance, 1e-12 * kernel.amplitude()));
    }

    @Override
    public double mean(double[] point) {
        return Vectors.dot(cross(point), weights);
    }

    /** The variance of a single observation. */
    double noise() {
        return noise;
    }

    Kernel kernel() {
        return kernel;
    }

    private double[] cross(double[] point) {
        double[] cross = new double[points.length];
        for (int i = 0; i < cross.length; i++) {
            cross[i] = kernel.covariance(points[i], point);
        }
        return cross;
    }
}
