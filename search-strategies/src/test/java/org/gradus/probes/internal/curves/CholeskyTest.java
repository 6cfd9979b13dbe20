package org.gradus.probes.internal.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CholeskyTest {
    /** L = ((2), (6, 1), (−8, 5, 3)), the textbook example of the factorization. */
    private static final double[][] MATRIX = {{4, 12, -16}, {12, 37, -43}, {-16, -43, 98}};

    @Test
    void solvesAndInverts() {
        Cholesky factor = Cholesky.of(MATRIX);
        assertThat(factor.solve(new double[] {-20, -43, 192})).containsExactly(new double[] {1, 2, 3}, within(1e-9));
        assertThat(factor.solveLower(new double[] {2, 7, 0})).containsExactly(new double[] {1, 1, 1}, within(1e-12));
        assertThat(factor.logDeterminant()).isCloseTo(Math.log(36), within(1e-12));
        double[][] inverse = factor.inverse();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double product = 0;
                for (int k = 0; k < 3; k++) {
                    product += MATRIX[i][k] * inverse[Math.max(j, k)][Math.min(j, k)];
                }
                assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-9));
            }
        }
    }

    @Test
    void jitterSavesASingularMatrix() {
        double[][] ones = {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}};
        double[] solution = Cholesky.of(ones).solve(new double[] {3, 3, 3});
        assertThat(solution[0] + solution[1] + solution[2]).isCloseTo(3, within(1e-4));
    }

    @Test
    void refusesAnIndefiniteMatrix() {
        double[][] indefinite = {{1, 2}, {2, 1}};
        assertThatThrownBy(() -> Cholesky.of(indefinite))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("size 2 is not positive definite");
    }
}
