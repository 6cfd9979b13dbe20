package org.gradus.trainers.dl4j.internal.fused;

/** A stage of evaluations alone. */
interface EvaluationStage extends Stage {
    /** Computes the output. */
    void forward();

    @Override
    default void forward(boolean training) {
        forward();
    }

    @Override
    default void backward() {
        throw new UnsupportedOperationException("a stage of evaluations has no gradient");
    }
}
