package org.gradus.probes.internal.curves;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.util.Arrays;

/**
 * The posterior of the ends of full trainings, given values of curves (Rasmussen and Williams 2006, algorithm 2.1, with the
 * covariance of {@link CurveKernel}). Immutable.
 *
 * <p>The variance is that of the process times half the number of parameters, where that is more than 1: one fitted kernel believes too much where
 * nothing was trained, the more the more length scales it has (variances that are enlarged because the kernel is not known: Wang and de Freitas
 * 2014, arXiv 1406.7758).
 */
public final class CurveProcess implements Posterior {
    private static final double LEAST_VARIANCE = 1e-10;
    private static final int REMEMBERED = 4;
    private static final Cache<Key, CurveProcess> PROCESSES =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    private final CurveKernel kernel;
    private final CurveValues data;
    private final Cholesky factor;
    private final double[] weights;
    private final double doubt;

    /** A remembered kernel is the same object, so that comparing its arrays by identity is enough. */
    private record Key(CurveKernel kernel, CurveValues data) {}

    /**
     * The posterior. The last few are remembered: strategy and policy ask for the same ones, and a matrix is factored for each.
     */
    static CurveProcess of(CurveKernel kernel, CurveValues data) {
        return PROCESSES.asMap().computeIfAbsent(new Key(kernel, data), key -> new CurveProcess(kernel, data));
    }

    private CurveProcess(CurveKernel kernel, CurveValues data) {
        this.kernel = kernel;
        this.data = data;
        this.factor = Cholesky.of(kernel.matrix(data));
        this.weights = factor.solve(data.values());
        this.doubt = doubt(kernel.end().lengthScales().length);
    }

    @Override
    public Prediction at(double[] place) {
        double[] cross = cross(place);
        double[] solved = factor.solveLower(cross);
        return prediction(Vectors.dot(cross, weights), Vectors.dot(solved, solved));
    }

    /**
     * The prediction with its gradients; they are 0 along categories.
     *
     * @param meanGradient where that of the mean goes, as long as the place
     * @param varianceGradient where that of the variance goes
     */
    public Prediction at(double[] place, double[] meanGradient, double[] varianceGradient) {
        double[] cross = cross(place);
        double[] solved = factor.solve(cross);
        Arrays.fill(meanGradient, 0);
        Arrays.fill(varianceGradient, 0);
        Kernel end = kernel.end();
        for (int i = 0; i < cross.length; i++) {
            double[] other = data.places()[i];
            double common = -end.amplitude() * Kernel.slopeOverDistance(end.distance(other, place));
            for (int d = 0; d < place.length; d++) {
                if (!end.categorical()[d]) {
                    double scale = end.lengthScales()[d];
                    double slope = common * (place[d] - other[d]) / (scale * scale);
                    meanGradient[d] += weights[i] * slope;
                    varianceGradient[d] -= doubt * 2 * solved[i] * slope;
                }
            }
        }
        return prediction(Vectors.dot(cross, weights), Vectors.dot(cross, solved));
    }

    @Override
    public double mean(double[] place) {
        return Vectors.dot(cross(place), weights);
    }

    /** The same belief after the ends of more trainings. */
    CurveProcess after(CurveValues more) {
        return of(kernel, more);
    }

    private Prediction prediction(double mean, double explained) {
        // Rounding can carry it below zero at an observed place.
        double variance = Math.max(kernel.endVariance() - explained, LEAST_VARIANCE * kernel.endVariance());
        return new Prediction(mean, doubt * variance);
    }

    /** What variances are multiplied by. */
    static double doubt(int parameters) {
        return Math.max(1, parameters / 2.0);
    }

    private double[] cross(double[] place) {
        double[] cross = new double[data.size()];
        for (int i = 0; i < cross.length; i++) {
            cross[i] = kernel.ends(data.places()[i], place);
        }
        return cross;
    }
}
