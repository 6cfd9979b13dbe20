package org.gradus.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PooledNoiseTest {
    @Test
    void poolsSquaresOverDegreesOfFreedom() {
        // By hand: squares about the means 2 + 2, degrees of freedom 2 + 1.
        PooledNoise noise = PooledNoise.of(List.of(new double[] {1, 2, 3}, new double[] {2, 4}, new double[] {7}))
                .orElseThrow();
        assertThat(noise.deviation()).isCloseTo(Math.sqrt(4.0 / 3), within(1e-12));
        assertThat(noise.degrees()).isEqualTo(3);
    }

    @Test
    void halfWidthIsStudentsQuantileTimesTheStandardError() {
        // Student's t, 3 degrees of freedom, two-sided 95 %: 3.182446 (any printed table).
        PooledNoise noise = new PooledNoise(2, 3);
        assertThat(noise.halfWidth(4)).isCloseTo(3.182446, within(1e-5));
    }

    @Test
    void singleFiguresTellNothingOfNoise() {
        assertThat(PooledNoise.of(List.of(new double[] {1}, new double[] {2}))).isEmpty();
    }

    @Test
    void equalFiguresHaveNoNoiseInSpiteOfRounding() {
        PooledNoise noise =
                PooledNoise.of(List.of(new double[] {0.1, 0.1, 0.1})).orElseThrow();
        assertThat(noise.deviation()).isZero();
    }

    @Test
    void largeAndSmallFiguresNeitherOverflowNorVanish() {
        for (double size : new double[] {1e300, 1e-300}) {
            PooledNoise noise =
                    PooledNoise.of(List.of(new double[] {size, 3 * size})).orElseThrow();
            assertThat(noise.deviation() / size).isCloseTo(Math.sqrt(2), within(1e-12));
        }
    }
}
