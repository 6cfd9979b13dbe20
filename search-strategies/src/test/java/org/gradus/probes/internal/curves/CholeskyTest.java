package org.gradus.probes.internal.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** The textbook's formulas, each sum in the order of its index: proposals depend on the last digit. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 9, 50})
    void sumsAreThoseOfTheTextbookToTheLastBit(int n) {
        double[] places = new SplittableRandom(n).doubles(n).toArray();
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i][j] = Math.exp(-3 * Math.abs(places[i] - places[j])) + (i == j ? 0.01 : 0);
            }
        }
        double[][] lower = new double[n][n];
        double[] z = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < j; k++) {
                    sum += lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(matrix[i][i] - sum) : (matrix[i][j] - sum) / lower[j][j];
            }
            double sum = 0;
            for (int k = 0; k < i; k++) {
                sum += lower[i][k] * z[k];
            }
            z[i] = (places[i] - sum) / lower[i][i];
        }
        double[][] inverseLower = new double[n][n];
        for (int j = 0; j < n; j++) {
            inverseLower[j][j] = 1 / lower[j][j];
            for (int i = j + 1; i < n; i++) {
                double sum = 0;
                for (int k = j; k < i; k++) {
                    sum += lower[i][k] * inverseLower[k][j];
                }
                inverseLower[i][j] = -sum / lower[i][i];
            }
        }
        Cholesky factor = Cholesky.of(matrix);
        double[][] inverse = factor.inverse();
        assertThat(factor.solveLower(places)).containsExactly(z);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = i; k < n; k++) {
                    sum += inverseLower[k][i] * inverseLower[k][j];
                }
                assertThat(inverse[i][j]).isEqualTo(sum);
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
