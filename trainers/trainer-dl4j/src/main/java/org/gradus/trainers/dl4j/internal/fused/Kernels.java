package org.gradus.trainers.dl4j.internal.fused;

/** Loops that the compiler makes vector instructions of: simple ones, without branches, over {@code float[]}. */
final class Kernels {
    /** Sums are kept in this number of parts, which need not wait for each other. */
    private static final int PARTS = 8;

    private static final float HUGE = 1e38f;

    // The rational function for tanh of Eigen's generic_fast_tanh_float, in single precision;
    // beyond the bound, tanh is 1 in single precision.
    private static final float BOUND = 7.905311f;
    private static final float A1 = 4.8935246e-3f;
    private static final float A3 = 6.3726195e-4f;
    private static final float A5 = 1.48572235e-5f;
    private static final float A7 = 5.1222973e-8f;
    private static final float A9 = -8.604672e-11f;
    private static final float A11 = 2.000188e-13f;
    private static final float A13 = -2.7607684e-16f;
    private static final float B0 = 4.893525e-3f;
    private static final float B2 = 2.2684347e-3f;
    private static final float B4 = 1.1853471e-4f;
    private static final float B6 = 1.1982584e-6f;

    private Kernels() {}

    /** x = max(0, x). */
    static void rectify(float[] x, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = Math.max(0f, x[i]);
        }
    }

    /** x = min(6, max(0, x)). */
    static void rectifyTo6(float[] x, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = Math.min(6f, Math.max(0f, x[i]));
        }
    }

    /** x = x where it is positive, x slope elsewhere; the slope is above 0 and at most 1. */
    static void leak(float[] x, float slope, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = Math.max(x[i], x[i] * slope);
        }
    }

    /** x = x where it is positive, exp(x) - 1 elsewhere, by exp(x) - 1 = 2 t / (1 - t) with t = tanh(x / 2). */
    static void elu(float[] x, int count) {
        for (int i = 0; i < count; i++) {
            float t = tanh(0.5f * Math.min(0f, x[i]));
            x[i] = Math.max(0f, x[i]) + 2 * t / (1 - t);
        }
    }

    /** x = max(x, y). */
    static void larger(float[] x, float[] y, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = Math.max(x[i], y[i]);
        }
    }

    /** Lets the gradient pass where y is positive, and only part of it where y is below 1e-38. */
    static void rectifyGradient(float[] gradient, float[] y, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] = gradient[i] * Math.min(1f, y[i] * HUGE);
        }
    }

    /** Lets the gradient pass where x factor + term is positive, and only part of it where that is below 1e-38. */
    static void rectifyGradient(float[] gradient, float[] x, float factor, float term, int from, int count) {
        for (int i = from; i < from + count; i++) {
            gradient[i] = gradient[i] * Math.min(1f, Math.max(0f, x[i] * factor + term) * HUGE);
        }
    }

    /** Lets the gradient pass where y lies between 0 and 6. */
    static void rectifyTo6Gradient(float[] gradient, float[] y, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] = gradient[i] * Math.min(1f, y[i] * HUGE) * Math.min(1f, (6 - y[i]) * HUGE);
        }
    }

    /** gradient = gradient where y is not negative, gradient slope where it is below -1e-38. */
    static void leakGradient(float[] gradient, float[] y, float slope, int count) {
        for (int i = 0; i < count; i++) {
            float passed = Math.max(0f, Math.min(1f, y[i] * HUGE + 1));
            gradient[i] = gradient[i] * (slope + (1 - slope) * passed);
        }
    }

    /** gradient = gradient where y is positive, gradient (1 + y) elsewhere. */
    static void eluGradient(float[] gradient, float[] y, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] = gradient[i] * (1 + Math.min(0f, y[i]));
        }
    }

    /** x = tanh(x). */
    static void tanh(float[] x, int from, int count) {
        for (int i = from; i < from + count; i++) {
            x[i] = tanh(x[i]);
        }
    }

    /** tanh(x), to 3e-7. */
    static float tanh(float x) {
        float v = Math.max(-BOUND, Math.min(BOUND, x));
        float s = v * v;
        float odd = polynomial(s, A13, A11, A9, A7);
        float above = v * polynomial(s, odd, A5, A3, A1);
        return above / polynomial(s, B6, B4, B2, B0);
    }

    /** d + x (c + x (b + x a)). */
    private static float polynomial(float x, float a, float b, float c, float d) {
        return MultiplyAdd.of(x, MultiplyAdd.of(x, MultiplyAdd.of(x, a, b), c), d);
    }

    /** x = 1 / (1 + exp(-x)), by tanh. */
    static void sigmoid(float[] x, int from, int count) {
        scale(x, from, count, 0.5f, 0);
        tanh(x, from, count);
        scale(x, from, count, 0.5f, 0.5f);
    }

    /** x = x factor + term. */
    static void scale(float[] x, int from, int count, float factor, float term) {
        for (int i = from; i < from + count; i++) {
            x[i] = x[i] * factor + term;
        }
    }

    /** x = max(0, x factor + term). */
    static void scaleAndRectify(float[] x, int from, int count, float factor, float term) {
        for (int i = from; i < from + count; i++) {
            x[i] = Math.max(0f, x[i] * factor + term);
        }
    }

    /** x = x factors + terms. */
    static void scale(float[] x, int count, float[] factors, float[] terms) {
        for (int i = 0; i < count; i++) {
            x[i] = x[i] * factors[i] + terms[i];
        }
    }

    /** gradient = gradient (1 - y²). */
    static void tanhGradient(float[] gradient, float[] y, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] = gradient[i] * (1 - y[i] * y[i]);
        }
    }

    /** gradient = gradient y (1 - y). */
    static void sigmoidGradient(float[] gradient, float[] y, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] = gradient[i] * y[i] * (1 - y[i]);
        }
    }

    /** sum = sum + x. */
    static void add(float[] sum, int at, float[] x, int from, int count) {
        for (int i = 0; i < count; i++) {
            sum[at + i] = sum[at + i] + x[from + i];
        }
    }

    /** x = x y. */
    static void multiply(float[] x, float[] y, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = x[i] * y[i];
        }
    }

    /** x = x s, with s = (1 + gate) / 2. */
    static void gate(float[] x, float[] gate, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = x[i] * (1 + gate[i]) * 0.5f;
        }
    }

    /** x = x s + y t, with s = (1 + gate) / 2 and t = (1 + other) / 2. */
    static void gate(float[] x, float[] gate, float[] y, float[] other, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = (x[i] * (1 + gate[i]) + y[i] * (1 + other[i])) * 0.5f;
        }
    }

    /** The sum of x. */
    static float sum(float[] x, int from, int count) {
        float a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
        int i = from;
        for (int end = from + count - PARTS; i <= end; i += PARTS) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
            e += x[i + 4];
            f += x[i + 5];
            g += x[i + 6];
            h += x[i + 7];
        }
        for (; i < from + count; i++) {
            a += x[i];
        }
        return a + b + (c + d) + (e + f + (g + h));
    }

    /** The sum of (x - shift) y. */
    static float sumOfProducts(float[] x, float shift, float[] y, int from, int count) {
        float a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
        int i = from;
        for (int end = from + count - PARTS; i <= end; i += PARTS) {
            a += (x[i] - shift) * y[i];
            b += (x[i + 1] - shift) * y[i + 1];
            c += (x[i + 2] - shift) * y[i + 2];
            d += (x[i + 3] - shift) * y[i + 3];
            e += (x[i + 4] - shift) * y[i + 4];
            f += (x[i + 5] - shift) * y[i + 5];
            g += (x[i + 6] - shift) * y[i + 6];
            h += (x[i + 7] - shift) * y[i + 7];
        }
        for (; i < from + count; i++) {
            a += (x[i] - shift) * y[i];
        }
        return a + b + (c + d) + (e + f + (g + h));
    }

    /** The sum of (x - shift)². */
    static float sumOfSquares(float[] x, float shift, int from, int count) {
        float a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
        int i = from;
        for (int end = from + count - PARTS; i <= end; i += PARTS) {
            a += (x[i] - shift) * (x[i] - shift);
            b += (x[i + 1] - shift) * (x[i + 1] - shift);
            c += (x[i + 2] - shift) * (x[i + 2] - shift);
            d += (x[i + 3] - shift) * (x[i + 3] - shift);
            e += (x[i + 4] - shift) * (x[i + 4] - shift);
            f += (x[i + 5] - shift) * (x[i + 5] - shift);
            g += (x[i + 6] - shift) * (x[i + 6] - shift);
            h += (x[i + 7] - shift) * (x[i + 7] - shift);
        }
        for (; i < from + count; i++) {
            a += (x[i] - shift) * (x[i] - shift);
        }
        return a + b + (c + d) + (e + f + (g + h));
    }

    /** The sum of (x - y)², in four parts, which need not wait for each other. */
    static double sumOfSquaredDifferences(float[] x, float[] y, int from, int count) {
        double a = 0, b = 0, c = 0, d = 0;
        int i = from;
        for (int end = from + count - 4; i <= end; i += 4) {
            a += square(x[i] - y[i]);
            b += square(x[i + 1] - y[i + 1]);
            c += square(x[i + 2] - y[i + 2]);
            d += square(x[i + 3] - y[i + 3]);
        }
        for (; i < from + count; i++) {
            a += square(x[i] - y[i]);
        }
        return a + b + (c + d);
    }

    private static double square(double x) {
        return x * x;
    }

    /** The sum of |x - y|, in four parts. */
    static double sumOfDifferences(float[] x, float[] y, int from, int count) {
        double a = 0, b = 0, c = 0, d = 0;
        int i = from;
        for (int end = from + count - 4; i <= end; i += 4) {
            a += Math.abs(x[i] - y[i]);
            b += Math.abs(x[i + 1] - y[i + 1]);
            c += Math.abs(x[i + 2] - y[i + 2]);
            d += Math.abs(x[i + 3] - y[i + 3]);
        }
        for (; i < from + count; i++) {
            a += Math.abs(x[i] - y[i]);
        }
        return a + b + (c + d);
    }

    /** gradient = gradient a + x b + c. */
    static void combine(float[] gradient, float a, float[] x, float b, float c, int from, int count) {
        for (int i = from; i < from + count; i++) {
            gradient[i] = gradient[i] * a + x[i] * b + c;
        }
    }
}
