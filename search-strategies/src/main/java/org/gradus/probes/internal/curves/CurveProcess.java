package org.gradus.probes.internal.curves;

import java.util.Arrays;

/**
 * The posterior of the ends of full trainings, given values of curves (Rasmussen and Williams 2006, algorithm 2.1, with the
 * covariance of {@link CurveKernel}). Immutable.
 */
public final class CurveProcess implements Posterior {
    private static final double LEAST_VARIANCE = 1e-10;

    private final CurveKernel kernel;
    private final CurveValues data;
    private final Cholesky factor;
    private final double[] weights;

    CurveProcess(CurveKernel kernel, CurveValues data) {
        this.kernel = kernel;
        this.data = data;
        this.factor = Cholesky.of(kernel.matrix(data));
        this.weights = factor.solve(data.values());
    }

    @Override
    public Prediction at(double[] place) {
        double[] cross = cross(place);
        double[] solved = factor.solveLower(cross);
        return prediction(Vectors.dot(cross, weights), Vectors.dot(solved, solved));
    }

    /** The prediction with its gradients, which are 0 along categories; they are written into the arrays. */
    Prediction at(double[] place, double[] meanGradient, double[] varianceGradient) {
        double[] cross = cross(place);
        double[] solved = factor.solve(cross);
        Arrays.fill(meanGradient, 0);
        Arrays.fill(varianceGradient, 0);
        for (int i = 0; i < cross.length; i++) {
            addSlope(place, data.places()[i], weights[i], meanGradient);
            addSlope(place, data.places()[i], -2 * solved[i], varianceGradient);
        }
        return prediction(Vectors.dot(cross, weights), Vectors.dot(cross, solved));
    }

    /** Adds a multiple of the gradient, by the first place, of the covariance of two ends. */
    private void addSlope(double[] place, double[] other, double factorOfSlope, double[] gradient) {
        Kernel end = kernel.end();
        double common = -factorOfSlope * end.amplitude() * Kernel.slopeOverDistance(end.distance(other, place));
        for (int d = 0; d < place.length; d++) {
            if (!end.categorical()[d]) {
                double scale = end.lengthScales()[d];
                gradient[d] += common * (place[d] - other[d]) / (scale * scale);
            }
        }
    }

    /** K⁻¹ k of a place, for {@link #covariance}. */
    double[] solved(double[] place) {
        return factor.solve(cross(place));
    }

    /** The covariance of the ends at two places, the second with its {@link #solved}. */
    double covariance(double[] place, double[] other, double[] otherSolved) {
        return kernel.ends(place, other) - Vectors.dot(cross(place), otherSolved);
    }

    /** The same, with its gradient by the first place, which is 0 along categories; it is added to the array. */
    double covariance(double[] place, double[] other, double[] otherSolved, double[] gradient) {
        addSlope(place, other, 1, gradient);
        for (int i = 0; i < otherSolved.length; i++) {
            addSlope(place, data.places()[i], -otherSolved[i], gradient);
        }
        return covariance(place, other, otherSolved);
    }

    @Override
    public double mean(double[] place) {
        return Vectors.dot(cross(place), weights);
    }

    /**
     * How much of the variance of an end would be explained by a value of its curve: the square of their correlation.
     *
     * @param time of the value, in [0, 1]
     * @return in [0, 1]
     */
    double explained(double[] place, double time) {
        double[] end = factor.solveLower(cross(place));
        double[] early = new double[data.size()];
        for (int i = 0; i < early.length; i++) {
            early[i] = kernel.covariance(data.places()[i], data.times()[i], place, time);
        }
        early = factor.solveLower(early);
        double endVariance = kernel.endVariance() - Vectors.dot(end, end);
        double earlyVariance = kernel.covariance(place, time, place, time)
                + kernel.trialNoise()
                + kernel.noise()
                - Vectors.dot(early, early);
        double covariance = kernel.endVariance() - Vectors.dot(end, early);
        double explained = covariance * covariance / (endVariance * earlyVariance);
        return explained >= 0 ? Math.min(1, explained) : 0; // 0 for NaN too, where nothing is left to explain
    }

    /** The same belief after the ends of more trainings. */
    CurveProcess after(CurveValues more) {
        return new CurveProcess(kernel, more);
    }

    private Prediction prediction(double mean, double explained) {
        // Rounding can carry it below zero at an observed place.
        double variance = Math.max(kernel.endVariance() - explained, LEAST_VARIANCE * kernel.endVariance());
        return new Prediction(mean, variance);
    }

    private double[] cross(double[] place) {
        double[] cross = new double[data.size()];
        for (int i = 0; i < cross.length; i++) {
            cross[i] = kernel.ends(data.places()[i], place);
        }
        return cross;
    }
}
