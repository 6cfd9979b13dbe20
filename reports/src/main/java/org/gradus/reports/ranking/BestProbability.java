package org.gradus.reports.ranking;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * How probable it is that each candidate has the lowest mean: under the usual reference prior the means are jointly
 * Student-t about their estimates, with the pooled noise (Box and Tiao, Bayesian Inference in Statistical Analysis, 1973,
 * section 2.7). Two candidates in closed form, more by Monte Carlo with a fixed seed, so that it is a pure function.
 */
final class BestProbability {
    /** Enough for a standard error of at most 0.0035. */
    static final int DRAWS = 20_000;

    private static final int SEED = 1979;

    private BestProbability() {}

    /** The probabilities, in the order of the model's candidates; they add up to 1. */
    static double[] of(AdditiveModel model) {
        int candidates = model.means().length;
        if (candidates == 1) {
            return new double[] {1};
        }
        if (model.variance() == 0) {
            return withoutNoise(model);
        }
        return candidates == 2 ? ofTwo(model) : byDraws(model);
    }

    private static double[] withoutNoise(AdditiveModel model) {
        int lowest = indexOfLowest(model.means());
        double[] shares = new double[model.means().length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = model.errorsAbove(i, lowest) == 0 ? 1 : 0;
        }
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }

    private static double[] ofTwo(AdditiveModel model) {
        double first = new TDistribution(null, model.degrees()).cumulativeProbability(model.errorsAbove(1, 0));
        return new double[] {first, 1 - first};
    }

    private static double[] byDraws(AdditiveModel model) {
        int candidates = model.means().length;
        RealMatrix root = root(model.covariance());
        RandomGenerator random = new Well19937c(SEED);
        double[] wins = new double[candidates];
        for (int draw = 0; draw < DRAWS; draw++) {
            double deviation = Math.sqrt(model.variance() / meanSquare(random, model.degrees()));
            double[] normal = new double[candidates];
            Arrays.setAll(normal, i -> random.nextGaussian());
            double[] mean = root.operate(normal);
            for (int i = 0; i < candidates; i++) {
                mean[i] = model.means()[i] + deviation * mean[i];
            }
            wins[indexOfLowest(mean)]++;
        }
        return Arrays.stream(wins).map(count -> count / DRAWS).toArray();
    }

    /** Chi square over its degrees of freedom. */
    private static double meanSquare(RandomGenerator random, int degrees) {
        double sum = 0;
        for (int i = 0; i < degrees; i++) {
            double normal = random.nextGaussian();
            sum += normal * normal;
        }
        return sum / degrees;
    }

    private static RealMatrix root(RealMatrix covariance) {
        RealMatrix symmetric = covariance.add(covariance.transpose()).scalarMultiply(0.5);
        double jitter = 1e-12 * symmetric.getTrace();
        RealMatrix identity = MatrixUtils.createRealIdentityMatrix(covariance.getRowDimension());
        return new CholeskyDecomposition(symmetric.add(identity.scalarMultiply(jitter))).getL();
    }

    private static int indexOfLowest(double[] values) {
        int lowest = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] < values[lowest]) {
                lowest = i;
            }
        }
        return lowest;
    }
}
