package org.gradus.core.rangetest;

import java.util.Random;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Logistic regression in which every input has both labels, once each: the optimum is 0, where the Hessian is XᵀX/4n.
 *
 * @param inputs a row for each input
 * @param snapshot where descents begin
 */
record LogisticProblem(double[][] inputs, double[] snapshot) implements Descents.Problem {
    /** Normal inputs whose variances fall geometrically from 1 to 1/condition, and a normal snapshot. */
    static LogisticProblem of(long seed, int dimensions, double condition, double distance) {
        Random random = new Random(seed);
        double[][] inputs = new double[200][dimensions];
        for (double[] input : inputs) {
            for (int j = 0; j < dimensions; j++) {
                input[j] = random.nextGaussian() * Math.pow(condition, -0.5 * j / Math.max(1, dimensions - 1));
            }
        }
        double[] snapshot =
                random.doubles(dimensions, -1, 1).map(x -> x * distance).toArray();
        return new LogisticProblem(inputs, snapshot);
    }

    /** 2/λ_max, the eigenvalue by Commons Math. */
    double criticalRate() {
        RealMatrix x = MatrixUtils.createRealMatrix(inputs);
        RealMatrix hessian = x.transpose().multiply(x).scalarMultiply(0.25 / inputs.length);
        return 2
                / java.util.Arrays.stream(new EigenDecomposition(hessian).getRealEigenvalues())
                        .max()
                        .orElseThrow();
    }

    @Override
    public double[] start() {
        return snapshot.clone();
    }

    @Override
    public double update(double[] place, double rate) {
        double loss = 0;
        double[] gradient = new double[place.length];
        for (double[] input : inputs) {
            double score = 0;
            for (int j = 0; j < place.length; j++) {
                score += input[j] * place[j];
            }
            // The mean of log(1 + eˢ) and log(1 + e⁻ˢ), and its derivative.
            loss += Math.abs(score) / 2 + Math.log1p(Math.exp(-Math.abs(score)));
            for (int j = 0; j < place.length; j++) {
                gradient[j] += Math.tanh(score / 2) / 2 * input[j];
            }
        }
        for (int j = 0; j < place.length; j++) {
            place[j] -= rate * gradient[j] / inputs.length;
        }
        return loss / inputs.length;
    }
}
