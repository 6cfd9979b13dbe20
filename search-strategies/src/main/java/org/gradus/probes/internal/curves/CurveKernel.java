package org.gradus.probes.internal.curves;

/**
 * The covariance of what trials come to at their epochs. A value is the end of a full training, f(x), plus what is missing to it
 * at epoch t, g(x, t), two Gaussian processes that know nothing of each other: σ_f² (1 + k_f(x, x′)) and
 * σ_g² (1 + k_g(x, x′)) k_t(t, t′), where the 1 stands for a mean that is not known. k_f and k_g are Matérn-5/2 with length scales
 * of their own; k_t is Matérn-5/2 in the logarithm of the epoch, given that nothing is missing at the last. To that come a variance
 * that all values of a trial share, which is the chance of its seed, and one of every value by itself.
 *
 * @param end k_f with its amplitude σ_f²
 * @param missing k_g with its amplitude σ_g²
 * @param timeScale the length scale of the epochs, where 0 is the first and 1 the last
 * @param trialNoise the variance that the values of a trial share
 * @param noise the variance of a value by itself
 */
record CurveKernel(Kernel end, Kernel missing, double timeScale, double trialNoise, double noise) {
    /** The covariance of what is missing at two epochs of one place, over its amplitude. */
    double inTime(double t, double u) {
        return matern(t - u) - matern(1 - t) * matern(1 - u);
    }

    /** Its derivative by the logarithm of the length scale. */
    double inTimeSlope(double t, double u) {
        return slope(t - u) - slope(1 - t) * matern(1 - u) - matern(1 - t) * slope(1 - u);
    }

    private double matern(double apart) {
        return Kernel.correlation(Math.abs(apart) / timeScale);
    }

    private double slope(double apart) {
        double scaled = Math.abs(apart) / timeScale;
        return Kernel.slopeOverDistance(scaled) * scaled * scaled;
    }

    /** The covariance of the noiseless function at two places and epochs. */
    double covariance(double[] x, double t, double[] y, double u) {
        return t < 1 && u < 1
                ? ends(x, y) + inTime(t, u) * (missing.amplitude() + missing.covariance(x, y))
                : ends(x, y);
    }

    /** The covariance of the ends of two trainings. */
    double ends(double[] x, double[] y) {
        return end.amplitude() + end.covariance(x, y);
    }

    /** The variance of the end of a training. */
    double endVariance() {
        return 2 * end.amplitude();
    }

    /** The lower triangle of the covariance matrix of values. */
    double[][] matrix(CurveValues data) {
        double[][] matrix = new double[data.size()][];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = covariance(data.places()[i], data.times()[i], data.places()[j], data.times()[j]);
                if (data.trials()[i] == data.trials()[j]) {
                    matrix[i][j] += trialNoise;
                }
            }
            matrix[i][i] += noise;
        }
        return matrix;
    }
}
