package org.gradus.core.curvature;

/**
 * The gradients of one loss as a fixed function of the parameters: the same examples, the same dropout masks at every call.
 * Used by one thread at a time.
 */
public interface Gradients extends AutoCloseable {
    /** The parameters at which the curvature is asked for, those alone that are trained; a copy. */
    double[] parameters();

    /**
     * The gradient of the loss that the optimizer descends, its L2 terms included.
     *
     * @param point as long as {@link #parameters}
     * @throws InterruptedException if the thread was interrupted
     */
    double[] at(double[] point) throws InterruptedException;

    /** The relative error of a single number in a gradient: 2⁻⁵³ for double precision, 2⁻²⁴ for float. */
    double roundoff();

    /** What the optimizer makes of a gradient. */
    UpdateRule rule();

    /** Frees the model. */
    @Override
    default void close() {}
}
