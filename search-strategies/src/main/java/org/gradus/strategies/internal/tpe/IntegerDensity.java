package org.gradus.strategies.internal.tpe;

import java.util.random.RandomGenerator;
import org.gradus.core.space.IntegerDomain;
import org.gradus.core.space.Scale;

/**
 * The probabilities of whole numbers: each has the mass that a mixture puts on its cell. Immutable.
 *
 * @param domain where the cells lie
 * @param mixture the density before rounding
 */
record IntegerDensity(IntegerDomain domain, ParzenMixture mixture) implements Density {
    @Override
    public double sample(RandomGenerator random) {
        return mixture.sample(random);
    }

    @Override
    public double log(double unit) {
        long value = domain.fromUnit(unit);
        return Math.log(mixture.mass(edge(value - 0.5), edge(value + 0.5)));
    }

    private double edge(double number) {
        double low = scaled(domain.min() - 0.5);
        double high = scaled(domain.max() + 0.5);
        return Math.min(1, Math.max(0, (scaled(number) - low) / (high - low)));
    }

    private double scaled(double number) {
        return domain.scale() == Scale.LOG ? Math.log(number) : number;
    }
}
