package org.gradus.probes.internal.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuasiNewtonTest {
    @Test
    void findsTheMinimumOfRosenbrocksValley() {
        // Rosenbrock (1960): f = 100 (y − x²)² + (1 − x)², minimum 0 at (1, 1), start (−1.2, 1).
        QuasiNewton.Function rosenbrock = (p, g) -> {
            double a = p[1] - p[0] * p[0];
            double b = 1 - p[0];
            g[0] = -400 * p[0] * a - 2 * b;
            g[1] = 200 * a;
            return 100 * a * a + b * b;
        };
        QuasiNewton.Minimum minimum = new QuasiNewton(200, 1e-20).minimize(rosenbrock, new double[] {-1.2, 1});
        assertThat(minimum.point()).containsExactly(new double[] {1, 1}, within(1e-6));
    }

    @Test
    void stepsBackFromInfinity() {
        // x − ln x has its minimum at 1 and no value left of 0.
        QuasiNewton.Function barrier = (p, g) -> {
            g[0] = 1 - 1 / p[0];
            return p[0] > 0 ? p[0] - Math.log(p[0]) : Double.POSITIVE_INFINITY;
        };
        assertThat(new QuasiNewton(100, 1e-15)
                        .minimize(barrier, new double[] {1.9})
                        .point()[0])
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void staysWhereTheStartHasNoValue() {
        QuasiNewton.Function nowhere = (p, g) -> Double.POSITIVE_INFINITY;
        assertThat(new QuasiNewton(10, 0).minimize(nowhere, new double[] {3}).point())
                .containsExactly(3);
    }
}
