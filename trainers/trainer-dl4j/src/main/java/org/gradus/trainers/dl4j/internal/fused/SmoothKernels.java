package org.gradus.trainers.dl4j.internal.fused;

/** Loops like those of {@link Kernels} for smooth activation functions that are made of tanh. */
final class SmoothKernels {
    /** Beyond it a sigmoid is 0 or 1 in single precision, whose rounding error must not be multiplied by a large argument. */
    private static final float FAR = 30;

    // Klambauer et al. 2017, rounded to single precision
    private static final float SELU_SCALE = (float) 1.0507009873554805;
    private static final float SELU_ALPHA = (float) 1.6732632423543772;

    private SmoothKernels() {}

    /** x = x sigmoid(steepness x). */
    static void swish(float[] x, float steepness, int count) {
        float half = 0.5f * steepness;
        for (int i = 0; i < count; i++) {
            float t = Kernels.tanh(half * x[i]);
            x[i] = Math.max(-FAR, x[i]) * 0.5f * (1 + t);
        }
    }

    /** Multiplies a gradient by the slope of x sigmoid(steepness x), which is s (1 + steepness x (1 - s)). */
    static void swishGradient(float[] gradient, float[] x, float steepness, int count) {
        float half = 0.5f * steepness;
        for (int i = 0; i < count; i++) {
            float near = Math.max(-FAR, Math.min(FAR, x[i]));
            float t = Kernels.tanh(half * near);
            gradient[i] = gradient[i] * 0.5f * (1 + t) * (1 + half * near * (1 - t));
        }
    }

    /** x = x tanh(log(1 + exp(x))); with t = tanh(x / 2), the second factor is (1 + t) (3 - t) / (4 + (1 - t)²). */
    static void mish(float[] x, int count) {
        for (int i = 0; i < count; i++) {
            float t = Kernels.tanh(0.5f * x[i]);
            x[i] = Math.max(-FAR, x[i]) * ((1 + t) * (3 - t) / (4 + (1 - t) * (1 - t)));
        }
    }

    /** Multiplies a gradient by the slope of {@link #mish} at x, which is w + x (1 - w²) sigmoid(x) with the second factor w. */
    static void mishGradient(float[] gradient, float[] x, int count) {
        for (int i = 0; i < count; i++) {
            float near = Math.max(-FAR, Math.min(FAR, x[i]));
            float t = Kernels.tanh(0.5f * near);
            float w = (1 + t) * (3 - t) / (4 + (1 - t) * (1 - t));
            gradient[i] = gradient[i] * (w + near * (1 - w * w) * 0.5f * (1 + t));
        }
    }

    /** x = scale x where it is positive, scale alpha (exp(x) - 1) elsewhere. */
    static void selu(float[] x, int count) {
        for (int i = 0; i < count; i++) {
            float t = Kernels.tanh(0.5f * Math.min(0f, x[i]));
            x[i] = SELU_SCALE * (Math.max(0f, x[i]) + SELU_ALPHA * (2 * t / (1 - t)));
        }
    }

    /** gradient = gradient scale where y is positive, gradient (y + scale alpha) elsewhere. */
    static void seluGradient(float[] gradient, float[] y, int count) {
        float below = SELU_SCALE * SELU_ALPHA;
        for (int i = 0; i < count; i++) {
            float positive = Math.min(1f, Math.max(0f, y[i]) * Float.MAX_VALUE);
            gradient[i] = gradient[i] * (SELU_SCALE * positive + (1 - positive) * (Math.min(0f, y[i]) + below));
        }
    }
}
