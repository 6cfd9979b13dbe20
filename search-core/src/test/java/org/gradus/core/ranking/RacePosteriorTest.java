package org.gradus.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RacePosteriorTest {
    private static final double[] OTHERS = {1.2, 2.0, 3.1, 0.9};

    private static RacePosterior posterior(double... others) {
        return new RacePosterior(new RaceFigures(
                others,
                new double[] {0.1, -0.3, 0.4},
                new double[] {0.3, 0.0, 0.9},
                new int[] {3, 3, 3},
                new RaceFigures.Noise(4, 4),
                new SeedEffects(2, 3, 3)));
    }

    /**
     * src/test/python/race_posterior.py 3000000, importance sampling with NumPy 2 and SciPy 1.17 of 4,838 effective draws: two
     * standard errors are 0.015 for a chance and 0.06 for an end of an interval, and the cells add their own error.
     */
    @Test
    void agreesWithImportanceSampling() {
        RacePosterior posterior = posterior(OTHERS);
        assertThat(posterior.probabilities()).containsExactly(new double[] {0.346, 0.436, 0.218}, within(0.02));
        assertThat(posterior.low(1)).isCloseTo(-0.442, within(0.08));
        assertThat(posterior.high(1)).isCloseTo(1.278, within(0.08));
        assertThat(posterior.low(2)).isCloseTo(-0.143, within(0.08));
        assertThat(posterior.high(2)).isCloseTo(1.497, within(0.08));
    }

    @Test
    void sameFiguresGiveTheSameChances() {
        assertThat(posterior(OTHERS).probabilities())
                .isEqualTo(posterior(OTHERS).probabilities());
    }

    @Test
    void whatBrokeDownChangesNothing() {
        double[] broken = DoubleStream.concat(
                        DoubleStream.of(OTHERS), DoubleStream.of(1e3, 1e9, Double.POSITIVE_INFINITY))
                .toArray();
        assertThat(posterior(broken).probabilities())
                .isEqualTo(posterior(OTHERS).probabilities());
    }

    @Test
    void manyOthersAreThinned() {
        double[] many = DoubleStream.iterate(0, x -> x + 1e-4).limit(100_000).toArray();
        assertThat(DoubleStream.of(posterior(many).probabilities())).allMatch(p -> p > 0 && p < 1);
    }
}
