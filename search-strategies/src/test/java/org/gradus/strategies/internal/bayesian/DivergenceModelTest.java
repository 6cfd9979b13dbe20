package org.gradus.strategies.internal.bayesian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceModelTest {
    private static DivergenceModel.Curve curve(double[] logRates, boolean... diverged) {
        double[] weights = new double[logRates.length];
        Arrays.fill(weights, 1);
        return new DivergenceModel(-5, 0, logRates, diverged, true).curve(weights);
    }

    @Test
    void knowsLittleWithoutTrials() {
        // The edge is uniform on [−6, 1], so P(diverges | x) rises from 1/7 at −5 to 6/7 at 0. The widest transition,
        // one decade with weight 0.1, leaks over the ends of the grid: hence a tolerance of 0.02.
        DivergenceModel.Curve prior = curve(new double[0]);
        assertThat(prior.diverges(-5)).isCloseTo(1 / 7.0, within(0.02));
        assertThat(prior.diverges(-2.5)).isCloseTo(0.5, within(0.02));
        assertThat(prior.diverges(0)).isCloseTo(6 / 7.0, within(0.02));
    }

    @Test
    void isNearlyStraightBetweenSurvivorAndDivergence() {
        // A sharp edge, uniform between −3 and −1, gives ¼, ½, ¾ at the quarters; transitions of finite width flatten
        // it.
        DivergenceModel.Curve curve = curve(new double[] {-3, -1}, false, true);
        assertThat(curve.diverges(-2)).isCloseTo(0.5, within(0.01));
        assertThat(curve.diverges(-2.5)).isCloseTo(0.25, within(0.08));
        assertThat(curve.diverges(-1.5)).isCloseTo(0.75, within(0.08));
        assertThat(curve.survives(-4)).isGreaterThan(0.95);
        assertThat(curve.survives(0)).isLessThan(0.05);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void neverFallsWithTheRate(long seed) {
        Random random = new Random(seed);
        double[] logRates = random.doubles(12, -5, 0).toArray();
        boolean[] diverged = new boolean[12];
        for (int i = 0; i < 12; i++) {
            diverged[i] = random.nextBoolean();
        }
        DivergenceModel.Curve curve = curve(logRates, diverged);
        double previous = 0;
        for (double x = -7; x < 2; x += 0.01) {
            double next = curve.diverges(x);
            assertThat(next).isBetween(previous - 1e-12, 1.0);
            previous = next;
        }
    }

    @Test
    void aContradictionWidensTheTransition() {
        DivergenceModel.Curve sharp = curve(new double[] {-3, -2.9}, false, true);
        DivergenceModel.Curve torn = curve(new double[] {-3, -2.9}, true, false);
        assertThat(sharp.diverges(-2.7)).isGreaterThan(torn.diverges(-2.7));
        assertThat(sharp.survives(-3.2)).isGreaterThan(torn.survives(-3.2));
    }

    @Test
    void aTrialOfWeightZeroSaysNothing() {
        DivergenceModel model = new DivergenceModel(-5, 0, new double[] {-3, -1}, new boolean[] {true, true}, true);
        double[] none = {0, 0};
        assertThat(model.curve(none).diverges(-2))
                .isCloseTo(curve(new double[0]).diverges(-2), within(1e-12));
    }
}
