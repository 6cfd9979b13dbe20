package org.gradus.trainers.dl4j.internal.fused;

/** Loops like those of {@link Kernels} over one number of each channel. */
final class RowKernels {
    private static final float HUGE = 1e38f;

    private RowKernels() {}

    /** gradient = gradient where x factors + terms is positive, 0 elsewhere, and part of it where that is below 1e-38. */
    static void rectifyGradient(float[] gradient, float[] x, float[] factors, float[] terms) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = gradient[i] * Math.min(1f, Math.max(0f, x[i] * factors[i] + terms[i]) * HUGE);
        }
    }

    /** sums = sums + gradient, and products = products + (x - means) gradient. */
    static void addSums(double[] sums, double[] products, float[] x, double[] means, float[] gradient) {
        for (int i = 0; i < gradient.length; i++) {
            sums[i] += gradient[i];
            products[i] += (x[i] - means[i]) * gradient[i];
        }
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
    static void combine(float[] gradient, float[] a, float[] x, float[] b, float[] c) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = gradient[i] * a[i] + x[i] * b[i] + c[i];
        }
    }
}
