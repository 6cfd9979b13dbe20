package org.gradus.core.ranking;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * Least squares of score = candidate + seed + noise, the randomized block design with seeds as blocks (Montgomery, Design
 * and Analysis of Experiments, 8th edition, section 4.1). Candidates trained with the same seed are so compared in pairs;
 * for two candidates it is the paired t test. Where seeds do not connect the candidates, or leave no degree of freedom,
 * the seeds are left out of the model.
 *
 * @param scale the largest score, more than 0: what follows is in shares of it
 * @param paired whether seeds are in the model
 * @param means the candidates' effects; only their differences mean anything
 * @param variance of the noise, 0 or more
 * @param degrees of freedom of the noise, at least 1
 * @param covariance of the effects, in units of the variance
 */
record AdditiveModel(
        double scale, boolean paired, double[] means, double variance, int degrees, RealMatrix covariance) {
    private static final double SINGULAR = 1e-9;

    /**
     * Fits candidates' scores, keyed by the number of their seed.
     *
     * @return empty where the noise cannot be estimated
     */
    static Optional<AdditiveModel> fit(List<? extends NavigableMap<Integer, Double>> scores) {
        return fit(scores, true).or(() -> fit(scores, false));
    }

    private static Optional<AdditiveModel> fit(List<? extends NavigableMap<Integer, Double>> scores, boolean paired) {
        NavigableSet<Integer> seeds = new TreeSet<>();
        scores.forEach(candidate -> seeds.addAll(candidate.keySet()));
        List<Integer> blocks = paired ? seeds.stream().skip(1).toList() : List.of();
        int rows = scores.stream().mapToInt(NavigableMap::size).sum();
        int columns = scores.size() + blocks.size();
        if (rows <= columns) {
            return Optional.empty();
        }
        double scale =
                PooledNoise.largest(scores.stream().map(AdditiveModel::values).toList());
        double[][] design = new double[rows][columns];
        double[] observed = new double[rows];
        int row = 0;
        for (int candidate = 0; candidate < scores.size(); candidate++) {
            for (var entry : scores.get(candidate).entrySet()) {
                design[row][candidate] = 1;
                int block = blocks.indexOf(entry.getKey());
                if (block >= 0) {
                    design[row][scores.size() + block] = 1;
                }
                observed[row++] = entry.getValue() / scale;
            }
        }
        return solve(scale, paired, design, observed, scores.size());
    }

    private static double[] values(NavigableMap<Integer, Double> scores) {
        return scores.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Optional<AdditiveModel> solve(
            double scale, boolean paired, double[][] design, double[] observed, int candidates) {
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression(SINGULAR);
        regression.setNoIntercept(true);
        regression.newSampleData(observed, design);
        try {
            double squares = regression.calculateResidualSumOfSquares();
            int degrees = observed.length - design[0].length;
            RealMatrix covariance = new Array2DRowRealMatrix(regression.estimateRegressionParametersVariance(), false);
            return Optional.of(new AdditiveModel(
                    scale,
                    paired,
                    Arrays.copyOf(regression.estimateRegressionParameters(), candidates),
                    Math.sqrt(squares) <= PooledNoise.ROUNDING ? 0 : squares / degrees,
                    degrees,
                    covariance.getSubMatrix(0, candidates - 1, 0, candidates - 1)));
        } catch (SingularMatrixException e) {
            return Optional.empty(); // the seeds do not connect the candidates
        }
    }

    /** The standard error of the difference of two candidates. */
    double errorOfDifference(int a, int b) {
        double units = covariance.getEntry(a, a) + covariance.getEntry(b, b) - 2 * covariance.getEntry(a, b);
        return Math.sqrt(Math.max(0, units) * variance);
    }

    /** By how many standard errors a candidate's score lies above another's; infinite or 0 without noise. */
    double errorsAbove(int candidate, int other) {
        double difference = means[candidate] - means[other];
        double error = errorOfDifference(candidate, other);
        if (error > 0) {
            return difference / error;
        }
        return Math.abs(difference) <= PooledNoise.ROUNDING ? 0 : Math.signum(difference) * Double.POSITIVE_INFINITY;
    }

    /**
     * Whether the fresh seeds show by themselves, without any prior, that candidates are as good as one another: the 95 %
     * interval of the difference of every two, by Student's t, lies within the noise of one training, an equivalence test
     * (Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15, 1987). It takes 11 seeds for two equal candidates and
     * more where they differ. All pairs have to pass, and so none needs an adjustment (Berger and Hsu, Statistical Science 11,
     * 1996).
     */
    boolean showsEquivalence(int[] some) {
        double noise = Math.sqrt(variance);
        double quantile =
                new TDistribution(null, degrees).inverseCumulativeProbability((1 + PooledNoise.CONFIDENCE) / 2);
        return IntStream.of(some)
                .allMatch(a -> IntStream.of(some)
                        .filter(b -> b > a)
                        .allMatch(b -> Math.abs(means[a] - means[b]) + quantile * errorOfDifference(a, b) <= noise));
    }
}
