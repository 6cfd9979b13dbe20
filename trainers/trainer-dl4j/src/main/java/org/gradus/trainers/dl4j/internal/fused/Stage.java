package org.gradus.trainers.dl4j.internal.fused;

/** A part of a network that computes its output from what parts before it gave, and the gradient there from that at its output. */
interface Stage {
    /** Before the first forward pass of an evaluation: takes over what it needs of the parameters, which then stay the same. */
    default void begin() {}

    /**
     * Computes the output.
     *
     * @param training whether dropout drops and batch normalization normalizes by the batch
     */
    void forward(boolean training);

    /** After a forward pass of training: computes the gradients at its parameters and at its input. */
    void backward();
}
