package org.gradus.strategies.internal.bayesian;

import org.gradus.probes.internal.curves.Cholesky;
import org.gradus.probes.internal.curves.Kernel;

/**
 * The negative logarithm of (marginal likelihood x prior) of the hyperparameters, and its gradient.
 *
 * <p>The likelihood is Rasmussen and Williams (2006), equations 5.8 and 5.9, with the replicates within a point added:
 * ½ Σ(cᵢ−1) ln σₙ² + S/(2σₙ²). The priors are those of OSS Vizier (tuned_gp_models.py): 0.01·ln(σ²/0.039)²,
 * 0.01·Σ ln(ℓᵢ²/0.5)², 0.01·ln(σₙ²/0.0039)².
 *
 * <p>The parameters are (ln σ², ln ℓ₁², …, ln ℓ_d², ln σₙ²).
 */
final class MarginalLikelihood {
    private static final double PRIOR_WEIGHT = 0.01;
    static final double AMPLITUDE_MODE = 0.039;
    static final double LENGTH_SCALE_MODE = 0.5;
    static final double NOISE_MODE = 0.0039;

    private final Observations observations;
    private final boolean[] categorical;
    private final int dimensions;

    MarginalLikelihood(Observations observations, boolean[] categorical) {
        this.observations = observations;
        this.categorical = categorical;
        this.dimensions = categorical.length;
    }

    /** The kernel that the parameters describe. */
    Kernel kernel(double[] logs) {
        double[] lengthScales = new double[dimensions];
        for (int d = 0; d < dimensions; d++) {
            lengthScales[d] = Math.exp(logs[1 + d] / 2);
        }
        return new Kernel(Math.exp(logs[0]), lengthScales, categorical);
    }

    /** The noise variance that the parameters describe. */
    double noise(double[] logs) {
        return Math.exp(logs[1 + dimensions]);
    }

    /**
     * The value; the gradient by the parameters is written into an array.
     *
     * @param gradient where the gradient goes, as long as {@code logs}
     * @return infinity where the covariance matrix cannot be factored
     */
    double at(double[] logs, double[] gradient) {
        Kernel kernel = kernel(logs);
        double noise = noise(logs);
        int n = observations.size();
        double[][] correlation = new double[n][n];
        double[][] slope = new double[n][n];
        double[][] matrix = new double[n][];
        for (int i = 0; i < n; i++) {
            matrix[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double distance =
                        kernel.distance(observations.points()[i], observations.points()[j]);
                double decay = Kernel.decay(distance);
                correlation[i][j] = Kernel.correlation(distance, decay);
                slope[i][j] = Kernel.slopeOverDistance(distance, decay);
                matrix[i][j] = kernel.amplitude() * correlation[i][j];
            }
            matrix[i][i] += noise / observations.counts()[i];
        }
        Cholesky factor;
        try {
            factor = Cholesky.of(matrix);
        } catch (ArithmeticException e) {
            return Double.POSITIVE_INFINITY;
        }
        double[] weights = factor.solve(observations.means());
        likelihoodGradient(kernel, noise, factor.inverse(), weights, correlation, slope, gradient);
        double value = (n * Math.log(2 * Math.PI) + factor.logDeterminant()) / 2;
        for (int i = 0; i < n; i++) {
            value += observations.means()[i] * weights[i] / 2;
        }
        int extra = observations.total() - n;
        value += (extra * logs[1 + dimensions] + observations.squaresWithin() / noise) / 2;
        gradient[1 + dimensions] += (extra - observations.squaresWithin() / noise) / 2;
        return value + priors(logs, gradient);
    }

    /** ½ tr((K⁻¹ − ααᵀ) ∂K/∂θ) for each θ. */
    private void likelihoodGradient(
            Kernel kernel,
            double noise,
            double[][] inverse,
            double[] weights,
            double[][] correlation,
            double[][] slope,
            double[] gradient) {
        java.util.Arrays.fill(gradient, 0);
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j <= i; j++) {
                // Off the diagonal each pair counts twice, which cancels the factor ½.
                double factor = (inverse[i][j] - weights[i] * weights[j]) * (i == j ? 0.5 : 1);
                gradient[0] += factor * kernel.amplitude() * correlation[i][j];
                if (i == j) {
                    gradient[1 + dimensions] += factor * noise / observations.counts()[i];
                    continue;
                }
                double common = factor * kernel.amplitude() * slope[i][j] / 2;
                for (int d = 0; d < dimensions; d++) {
                    double scale = kernel.lengthScales()[d];
                    double squared = Kernel.squaredDifference(
                            observations.points()[i][d], observations.points()[j][d], categorical[d]);
                    gradient[1 + d] += common * squared / (scale * scale);
                }
            }
        }
    }

    private double priors(double[] logs, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < logs.length; i++) {
            double mode = i == 0 ? AMPLITUDE_MODE : i <= dimensions ? LENGTH_SCALE_MODE : NOISE_MODE;
            double distance = logs[i] - Math.log(mode);
            sum += PRIOR_WEIGHT * distance * distance;
            gradient[i] += 2 * PRIOR_WEIGHT * distance;
        }
        return sum;
    }
}
