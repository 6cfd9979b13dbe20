package org.gradus.trainers.dl4j.internal.coupling;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a layer gave in the last forward pass of a training step, kept for its backward pass, which Deeplearning4j would
 * begin by computing the same again. Used once and then forgotten; used for the very input object alone that it came of.
 * The array lies in the workspace that keeps all activations until the step's end. Used by one thread at a time.
 */
final class KeptOutput {
    private @Nullable INDArray input;
    private @Nullable INDArray output;

    /**
     * Keeps the output if the activation's slope follows from it: {@code max(0, z)} is positive exactly where z is. Both
     * activations are computed in place, so that the output lies where z lay.
     */
    void keep(INDArray of, INDArray after, IActivation activation) {
        forget();
        if (FastRelu.isPlain(activation) || activation instanceof ActivationIdentity) {
            input = of;
            output = after;
        }
    }

    /** The output for an input, if it is still kept; it is not from then on. */
    @Nullable
    INDArray take(INDArray of) {
        INDArray kept = input == of ? output : null;
        forget();
        return kept;
    }

    void forget() {
        input = null;
        output = null;
    }
}
