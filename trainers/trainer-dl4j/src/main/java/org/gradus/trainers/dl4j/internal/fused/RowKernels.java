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

    /** gradient = gradient a + x b + c. */
    static void combine(float[] gradient, float[] a, float[] x, float[] b, float[] c) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = gradient[i] * a[i] + x[i] * b[i] + c[i];
        }
    }
}
