package org.gradus.strategies.internal.tpe;

import java.util.random.RandomGenerator;
import org.gradus.core.space.CategoricalDomain;

/**
 * The probabilities of the values of a choice: for each observation a kernel that puts a bit of its weight on all values,
 * and a uniform prior. Immutable.
 *
 * <p>With C values and n observations, the kernel of an observation gives 1 + 1/(n+1) parts to its own value and 1/(n+1)
 * to each other (Optuna 5.0, {@code _ParzenEstimator._calculate_categorical_distributions}, prior weight 1).
 */
final class CategoryDensity implements Density {
    private final double[] probabilities;

    /**
     * Estimates the probabilities.
     *
     * @param places the observed values, as places in the unit interval
     */
    CategoryDensity(CategoricalDomain domain, double[] places) {
        int categories = domain.values().size();
        double share = 1.0 / (places.length + 1);
        double kernelTotal = 1 + categories * share;
        probabilities = new double[categories];
        for (double place : places) {
            probabilities[index(place)]++;
        }
        for (int i = 0; i < categories; i++) {
            double kernels = (probabilities[i] + places.length * share) / kernelTotal;
            probabilities[i] = (kernels + 1.0 / categories) * share;
        }
    }

    @Override
    public double sample(RandomGenerator random) {
        double left = random.nextDouble();
        int index = 0;
        while (index < probabilities.length - 1 && left >= probabilities[index]) {
            left -= probabilities[index++];
        }
        return (index + 0.5) / probabilities.length;
    }

    @Override
    public double log(double unit) {
        return Math.log(probabilities[index(unit)]);
    }

    private int index(double unit) {
        return Math.min(probabilities.length - 1, (int) Math.floor(unit * probabilities.length));
    }
}
