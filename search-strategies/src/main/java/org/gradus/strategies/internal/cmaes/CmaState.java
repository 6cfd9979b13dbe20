package org.gradus.strategies.internal.cmaes;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * The normal distribution from which a generation is drawn, and the paths that adapt it (Hansen 2016, arXiv 1604.00772,
 * figure 6). Immutable.
 *
 * <p>Deviations: the step size does not exceed the side of the unit cube.
 */
final class CmaState {
    private static final double LARGEST_STEP = 1;
    private static final double LEAST_VARIANCE = 1e-30;
    private static final int DRAWS = 100;

    private final CmaConstants constants;
    private final RealVector mean;
    private final double step;
    private final RealMatrix covariance;
    private final RealVector stepPath;
    private final RealVector path;
    private final int generation;
    /** The columns are the axes of the distribution. */
    private final RealMatrix axes;
    /** The standard deviations along the axes, before the step size. */
    private final double[] lengths;

    private CmaState(
            CmaConstants constants,
            RealVector mean,
            double step,
            RealMatrix covariance,
            RealVector stepPath,
            RealVector path,
            int generation) {
        this.constants = constants;
        this.mean = mean;
        this.step = step;
        this.covariance = covariance;
        this.stepPath = stepPath;
        this.path = path;
        this.generation = generation;
        EigenDecomposition eigen = new EigenDecomposition(covariance);
        axes = eigen.getV();
        lengths = Arrays.stream(eigen.getRealEigenvalues())
                .map(value -> Math.sqrt(Math.max(LEAST_VARIANCE, value)))
                .toArray();
    }

    /** A round distribution. */
    static CmaState around(CmaConstants constants, double[] mean, double step) {
        int n = constants.dimensions();
        return new CmaState(
                constants,
                new ArrayRealVector(mean),
                step,
                MatrixUtils.createRealIdentityMatrix(n),
                new ArrayRealVector(n),
                new ArrayRealVector(n),
                0);
    }

    double[] mean() {
        return mean.toArray();
    }

    double step() {
        return step;
    }

    double[][] covariance() {
        return covariance.getData();
    }

    /** The largest standard deviation in any direction. */
    double widest() {
        return step * Arrays.stream(lengths).max().orElseThrow();
    }

    /** A point of the distribution: equations 38 to 40. */
    double[] sample(RandomGenerator random) {
        double[] z = new double[lengths.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = lengths[i] * random.nextGaussian();
        }
        return axes.operate(new ArrayRealVector(z)).mapMultiply(step).add(mean).toArray();
    }

    /** A point within the unit cube: drawn again if it lies outside, at most {@value #DRAWS} times, and then moved to its edge. */
    double[] sampleInside(RandomGenerator random) {
        double[] point = sample(random);
        for (int i = 1; i < DRAWS && !inside(point); i++) {
            point = sample(random);
        }
        return Arrays.stream(point).map(x -> Math.min(1, Math.max(0, x))).toArray();
    }

    private static boolean inside(double[] point) {
        return Arrays.stream(point).allMatch(x -> x >= 0 && x <= 1);
    }

    /**
     * The distribution of the next generation.
     *
     * @param points the λ points of this generation, the best first
     */
    CmaState next(List<double[]> points) {
        List<RealVector> moves = points.stream()
                .map(x -> new ArrayRealVector(x).subtract(mean).mapDivide(step))
                .toList();
        RealVector move = new ArrayRealVector(mean.getDimension()); // (41)
        for (int i = 0; i < constants.mu(); i++) {
            move = move.add(moves.get(i).mapMultiply(constants.weights()[i]));
        }
        double cs = constants.cSigma();
        RealMatrix whitening = whitening();
        RealVector nextStepPath = stepPath.mapMultiply(1 - cs) // (43)
                .add(whitening.operate(move).mapMultiply(Math.sqrt(cs * (2 - cs) * constants.muEff())));
        double length = nextStepPath.getNorm();
        double nextStep = step * Math.exp(cs / constants.dSigma() * (length / constants.chi() - 1)); // (44)
        double begun = Math.sqrt(1 - Math.pow(1 - cs, 2.0 * (generation + 1)));
        boolean steady = length / begun < (1.4 + 2.0 / (constants.dimensions() + 1)) * constants.chi(); // h_σ
        double cc = constants.cc();
        RealVector nextPath = path.mapMultiply(1 - cc) // (45)
                .add(move.mapMultiply(steady ? Math.sqrt(cc * (2 - cc) * constants.muEff()) : 0));
        return new CmaState(
                constants,
                mean.add(move.mapMultiply(step)), // (42)
                Math.min(LARGEST_STEP, nextStep),
                adapted(moves, whitening, nextPath, steady ? 0 : cc * (2 - cc)),
                nextStepPath,
                nextPath,
                generation + 1);
    }

    /** C^(−½). */
    private RealMatrix whitening() {
        double[] inverse = Arrays.stream(lengths).map(length -> 1 / length).toArray();
        return axes.multiply(new DiagonalMatrix(inverse)).multiply(axes.transpose());
    }

    /** Equations 46 and 47. */
    private RealMatrix adapted(List<RealVector> moves, RealMatrix whitening, RealVector nextPath, double lost) {
        double c1 = constants.c1();
        double total = Arrays.stream(constants.weights()).sum();
        RealMatrix next = covariance
                .scalarMultiply(1 + c1 * lost - c1 - constants.cMu() * total)
                .add(nextPath.outerProduct(nextPath).scalarMultiply(c1));
        for (int i = 0; i < moves.size(); i++) {
            RealVector y = moves.get(i);
            double weight = constants.weights()[i];
            if (weight < 0) {
                double norm = whitening.operate(y).getNorm();
                weight *= constants.dimensions() / Math.max(Double.MIN_NORMAL, norm * norm);
            }
            next = next.add(y.outerProduct(y).scalarMultiply(constants.cMu() * weight));
        }
        return new Array2DRowRealMatrix(symmetric(next.getData()), false);
    }

    private static double[][] symmetric(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                matrix[i][j] = matrix[j][i];
            }
        }
        return matrix;
    }
}
