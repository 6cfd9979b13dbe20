package org.gradus.trainers.dl4j.internal.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracles are the mathematical functions of the JDK and sums in double precision. */
class KernelsTest {
    private static final float[] SPECIAL = {0, -0f, 1e-30f, -1e-8f, 3e-4f, 7.9f, -7.92f, 50, -1e30f, Float.MAX_VALUE};

    @Test
    void tanhIsThatOfTheJdkToSevenDigits() {
        float[] x = range();
        float[] y = x.clone();
        Kernels.tanh(y, 0, y.length);
        for (int i = 0; i < x.length; i++) {
            assertThat((double) y[i]).as("tanh of %s", x[i]).isCloseTo(Math.tanh(x[i]), within(4e-7));
        }
    }

    @Test
    void sigmoidIsThatOfItsDefinition() {
        float[] x = range();
        float[] y = x.clone();
        Kernels.sigmoid(y, 0, y.length);
        for (int i = 0; i < x.length; i++) {
            assertThat((double) y[i]).as("sigmoid of %s", x[i]).isCloseTo(1 / (1 + Math.exp(-x[i])), within(4e-7));
        }
    }

    @Test
    void exponentialUnitIsThatOfItsDefinition() {
        float[] x = range();
        float[] y = x.clone();
        Kernels.elu(y, y.length);
        for (int i = 0; i < x.length; i++) {
            assertThat((double) y[i]).as("elu of %s", x[i]).isCloseTo(x[i] > 0 ? x[i] : Math.expm1(x[i]), within(4e-7));
        }
    }

    @Test
    void rectifiersLeakAndEnd() {
        float[] leaking = {-4, 0, 3};
        Kernels.leak(leaking, 0.25f, 3);
        assertThat(leaking).containsExactly(-1, 0, 3);
        float[] ending = {-4, 0, 3, 6, 7};
        Kernels.rectifyTo6(ending, 5);
        assertThat(ending).containsExactly(0, 0, 3, 6, 6);
    }

    @Test
    void gradientsOfRectifiersAreTheirSlopes() {
        float[] leaking = {2, 2, 2, 2};
        Kernels.leakGradient(leaking, new float[] {-1, -1e-30f, 0, 5}, 0.25f, 4);
        assertThat(leaking).containsExactly(0.5f, 0.5f, 2, 2);
        float[] ending = {2, 2, 2, 2};
        Kernels.rectifyTo6Gradient(ending, new float[] {0, 3, 5.999f, 6}, 4);
        assertThat(ending).containsExactly(0, 2, 2, 0);
        float[] exponential = {2, 2, 2};
        Kernels.eluGradient(exponential, new float[] {-0.75f, 0, 5}, 3);
        assertThat(exponential).containsExactly(0.5f, 2, 2);
    }

    private static float[] range() {
        float[] x = new float[4001 + SPECIAL.length];
        for (int i = 0; i < 4001; i++) {
            x[i] = (i - 2000) / 100f;
        }
        System.arraycopy(SPECIAL, 0, x, 4001, SPECIAL.length);
        return x;
    }

    /** A loss that is not a number must be seen, or a training that diverged would go on. */
    @Test
    void whatIsNoNumberStaysSo() {
        float[] x = {Float.NaN, 1, -1};
        Kernels.rectify(x, 3);
        assertThat(x).containsExactly(Float.NaN, 1, 0);
        Kernels.tanh(x, 0, 1);
        assertThat(x[0]).isNaN();
        Kernels.sigmoid(x, 0, 1);
        assertThat(x[0]).isNaN();
        float[] others = {Float.NaN, Float.NaN, Float.NaN};
        Kernels.elu(others, 1);
        assertThat(others[0]).isNaN();
        Kernels.leak(others, 0.1f, 2);
        assertThat(others[1]).isNaN();
        Kernels.rectifyTo6(others, 3);
        assertThat(others[2]).isNaN();
        float[] high = {Float.NaN, 2, 3, -0f};
        Kernels.larger(high, new float[] {1, Float.NaN, 4, 0}, 4);
        assertThat(high).containsExactly(Float.NaN, Float.NaN, 4, 0);
    }

    @Test
    void gatesAreShares() {
        float[] x = {2, 4};
        Kernels.gate(x, new float[] {-1, 0.5f}, 2);
        assertThat(x).containsExactly(0, 3);
        float[] state = {2, 4};
        Kernels.gate(state, new float[] {1, 0}, new float[] {8, -1}, new float[] {0, 1}, 2);
        assertThat(state).containsExactly(6, 1);
    }

    @Test
    void rectifiersOfMultiplesAreThoseOfTheirValues() {
        float[] x = {-2, 1, 3, Float.NaN};
        float[] gradient = {5, 6, 7, 8};
        Kernels.rectifyGradient(gradient, x, 2, -3, 1, 2);
        assertThat(gradient).containsExactly(5, 0, 7, 8);
        Kernels.scaleAndRectify(x, 1, 3, 2, -3);
        assertThat(x).containsExactly(-2, 0, 3, Float.NaN);
    }

    @Test
    void gradientPassesWhereTheRectifierIsPositive() {
        float[] gradient = {2, -3, 5, 7};
        Kernels.rectifyGradient(gradient, new float[] {1e-30f, 0, 4, -0f}, 4);
        assertThat(gradient).usingComparatorWithPrecision(0f).containsExactly(2, -0f, 5, -0f);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 16, 61, 1000})
    void sumsAreThoseOfDoublePrecision(int count) {
        Random random = new Random(count);
        float[] x = new float[count + 3];
        float[] y = new float[count + 3];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
            y[i] = (float) random.nextGaussian();
        }
        double sum = 0;
        double squares = 0;
        double products = 0;
        for (int i = 2; i < count + 2; i++) {
            sum += x[i];
            squares += (x[i] - 0.5) * (x[i] - 0.5);
            products += (x[i] - 0.5) * y[i];
        }
        Offset<Double> near = within(1e-6 * (count + 1));
        assertThat((double) Kernels.sum(x, 2, count)).isCloseTo(sum, near);
        assertThat((double) Kernels.sumOfSquares(x, 0.5f, 2, count)).isCloseTo(squares, near);
        assertThat((double) Kernels.sumOfProducts(x, 0.5f, y, 2, count)).isCloseTo(products, near);
    }
}
