package org.gradus.trainers.dl4j.internal.fused;

import java.util.Optional;
import org.gradus.trainers.dl4j.internal.coupling.FastLayers;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/**
 * An activation function.
 *
 * @param value computes it in place
 * @param slope multiplies a gradient by its slope
 * @param isOfArgument whether the slope is a function of the argument, and not of the value, so that the argument must be kept
 */
record ActivationFunction(Pieces.OnOne value, Pieces.OnTwo slope, boolean isOfArgument) {
    private static final ActivationFunction RELU = ofValue(Kernels::rectify, Kernels::rectifyGradient);
    private static final ActivationFunction RELU6 = ofValue(Kernels::rectifyTo6, Kernels::rectifyTo6Gradient);
    private static final ActivationFunction TANH =
            ofValue((x, count) -> Kernels.tanh(x, 0, count), Kernels::tanhGradient);
    private static final ActivationFunction SIGMOID =
            ofValue((x, count) -> Kernels.sigmoid(x, 0, count), Kernels::sigmoidGradient);
    private static final ActivationFunction ELU = ofValue(Kernels::elu, Kernels::eluGradient);
    private static final ActivationFunction SELU = ofValue(SmoothKernels::selu, SmoothKernels::seluGradient);
    private static final ActivationFunction SWISH = gated(1);

    /** ND4J's GELU unless it is precise: x sigmoid(1.702 x), of Hendrycks and Gimpel 2016. */
    private static final ActivationFunction GELU = gated(1.702f);

    private static final ActivationFunction MISH =
            new ActivationFunction(SmoothKernels::mish, SmoothKernels::mishGradient, true);

    private static ActivationFunction ofValue(Pieces.OnOne value, Pieces.OnTwo slope) {
        return new ActivationFunction(value, slope, false);
    }

    private static ActivationFunction gated(float steepness) {
        return new ActivationFunction(
                (x, count) -> SmoothKernels.swish(x, steepness, count),
                (gradient, x, count) -> SmoothKernels.swishGradient(gradient, x, steepness, count),
                true);
    }

    private static ActivationFunction leaky(float slope) {
        return ofValue(
                (x, count) -> Kernels.leak(x, slope, count),
                (gradient, y, count) -> Kernels.leakGradient(gradient, y, slope, count));
    }

    /** Whether it is max(0, x). */
    boolean isRectifier() {
        return equals(RELU);
    }

    /** The product with a constant. */
    static ActivationFunction multiple(float factor) {
        return ofValue(
                (x, count) -> Kernels.scale(x, 0, count, factor, 0),
                (gradient, y, count) -> Kernels.scale(gradient, 0, count, factor, 0));
    }

    /** The function of Deeplearning4j's name, which is not the identity; empty if there is none here. */
    static Optional<ActivationFunction> of(IActivation activation) {
        if (FastLayers.isPlainRelu(activation)) {
            return Optional.of(RELU);
        }
        if (activation instanceof ActivationTanH) {
            return Optional.of(TANH);
        }
        if (activation instanceof ActivationSigmoid) {
            return Optional.of(SIGMOID);
        }
        if (activation instanceof ActivationReLU6) {
            return Optional.of(RELU6);
        }
        if (activation instanceof ActivationELU elu && elu.getAlpha() == 1) {
            return Optional.of(ELU);
        }
        return activation instanceof ActivationLReLU leaky && leaky.getAlpha() > 0 && leaky.getAlpha() <= 1
                ? Optional.of(leaky((float) leaky.getAlpha()))
                : smooth(activation);
    }

    private static Optional<ActivationFunction> smooth(IActivation activation) {
        if (activation instanceof ActivationSELU) {
            return Optional.of(SELU);
        }
        if (activation instanceof ActivationSwish) {
            return Optional.of(SWISH);
        }
        if (activation instanceof ActivationGELU gelu && !gelu.isPrecise()) {
            return Optional.of(GELU);
        }
        return activation instanceof ActivationMish ? Optional.of(MISH) : Optional.empty();
    }
}
