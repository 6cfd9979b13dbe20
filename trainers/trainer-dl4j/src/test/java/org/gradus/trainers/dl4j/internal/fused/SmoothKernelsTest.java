package org.gradus.trainers.dl4j.internal.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The oracles are the definitions in double precision, and differences of them. */
class SmoothKernelsTest {
    private static final float[] FAR = {0, -0f, 1e-30f, -1e-8f, 31, -31, 80, -80, 1e20f, -1e20f};
    private static final double STEP = 1e-4;

    /** In place, or a slope into an array of ones. */
    private interface Loop {
        void compute(float[] x, int count);
    }

    @Test
    void swishIsThatOfItsDefinition() {
        assertIs(x -> x / (1 + Math.exp(-x)), (x, count) -> SmoothKernels.swish(x, 1, count));
        assertIs(x -> x / (1 + Math.exp(-1.702 * x)), (x, count) -> SmoothKernels.swish(x, 1.702f, count));
        assertIsSlope(x -> x / (1 + Math.exp(-x)), (x, count) -> slopes(x, SmoothKernelsTest::swish));
        assertIsSlope(x -> x / (1 + Math.exp(-1.702 * x)), (x, count) -> slopes(x, SmoothKernelsTest::gelu));
    }

    private static void swish(float[] gradient, float[] x, int count) {
        SmoothKernels.swishGradient(gradient, x, 1, count);
    }

    private static void gelu(float[] gradient, float[] x, int count) {
        SmoothKernels.swishGradient(gradient, x, 1.702f, count);
    }

    @Test
    void mishIsThatOfItsDefinition() {
        assertIs(SmoothKernelsTest::mish, SmoothKernels::mish);
        assertIsSlope(SmoothKernelsTest::mish, (x, count) -> slopes(x, SmoothKernels::mishGradient));
    }

    private static double mish(double x) {
        return x * Math.tanh(x > 30 ? x : Math.log1p(Math.exp(x)));
    }

    @Test
    void scaledExponentialUnitIsThatOfItsDefinition() {
        assertIs(SmoothKernelsTest::selu, SmoothKernels::selu);
        assertIsSlope(SmoothKernelsTest::selu, (x, count) -> {
            float[] y = x.clone();
            SmoothKernels.selu(y, count);
            Arrays.fill(x, 1);
            SmoothKernels.seluGradient(x, y, count);
        });
    }

    private static double selu(double x) {
        return 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x));
    }

    @Test
    void whatIsNoNumberStaysSo() {
        for (Loop loop :
                new Loop[] {(x, count) -> SmoothKernels.swish(x, 1, count), SmoothKernels::mish, SmoothKernels::selu}) {
            float[] x = {Float.NaN};
            loop.compute(x, 1);
            assertThat(x[0]).isNaN();
        }
    }

    private static void slopes(float[] x, Pieces.OnTwo slope) {
        float[] at = x.clone();
        Arrays.fill(x, 1);
        slope.compute(x, at, x.length);
    }

    private static void assertIs(DoubleUnaryOperator function, Loop loop) {
        float[] x = range();
        float[] y = x.clone();
        loop.compute(y, y.length);
        for (int i = 0; i < x.length; i++) {
            assertThat((double) y[i]).as("at %s", x[i]).isCloseTo(function.applyAsDouble(x[i]), near(x[i]));
        }
    }

    /** Relative beyond 10, where the value is the argument or next to nothing. */
    private static Offset<Double> near(float x) {
        return within(4e-6 * Math.max(1, x / 10));
    }

    private static void assertIsSlope(DoubleUnaryOperator function, Loop loop) {
        float[] x = range();
        float[] slopes = x.clone();
        loop.compute(slopes, slopes.length);
        for (int i = 0; i < x.length; i++) {
            if (Math.abs(x[i]) < 50 && Math.abs(x[i]) > STEP) {
                double expected =
                        (function.applyAsDouble(x[i] + STEP) - function.applyAsDouble(x[i] - STEP)) / (2 * STEP);
                assertThat((double) slopes[i]).as("slope at %s", x[i]).isCloseTo(expected, within(1e-5));
            }
        }
    }

    private static float[] range() {
        float[] x = new float[4001 + FAR.length];
        for (int i = 0; i < 4001; i++) {
            x[i] = (i - 2000) / 100f;
        }
        System.arraycopy(FAR, 0, x, 4001, FAR.length);
        return x;
    }
}
