package org.gradus.trainers.dl4j.internal.coupling;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.DropOutInverted;
import org.nd4j.linalg.factory.Nd4j;

/** The masks of Deeplearning4j's dropout, drawn from the random numbers of this thread as it draws them. */
public final class DropoutMask {
    private DropoutMask() {}

    /**
     * Draws a mask.
     *
     * @param mask filled with 0 or, with this probability, its reciprocal
     */
    public static void draw(INDArray mask, double probability) {
        mask.assign(1.0);
        Nd4j.getExecutioner().exec(new DropOutInverted(mask, mask, probability));
    }
}
