package org.gradus.trainers.dl4j.internal.coupling;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.transforms.comparison.CompareAndSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * The rectifier {@code max(0, z)} with a backward pass of two simple operations, which take a third of the time of the one
 * made for it: the gradient from above passes, except where {@code max(0, z)} is 0.
 */
final class FastRelu extends ActivationReLU {
    private static final long serialVersionUID = 1L;
    private static final ActivationReLU PLAIN = new ActivationReLU();

    /** Whether an activation is the rectifier without slope, threshold or maximum. */
    static boolean isPlain(IActivation activation) {
        return activation instanceof FastRelu
                || (activation.getClass() == ActivationReLU.class && activation.equals(PLAIN));
    }

    @Override
    public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
        INDArray positive = Nd4j.getExecutioner().exec(new RectifiedLinear(in, in.ulike()));
        INDArray delta = Nd4j.getExecutioner()
                .exec(new CompareAndSet(epsilon, positive, positive, Conditions.lessThanOrEqual(0.0)));
        return new Pair<>(delta, null);
    }
}
