package org.gradus.trainers.dl4j.internal.fused;

import org.jspecify.annotations.Nullable;

/** What a layer adds to each of its rows of outputs. */
final class Bias {
    private static final String NAME = "b";

    private final Values values;
    private final Values gradient;
    private final float[] term;

    private Bias(Values values, Values gradient) {
        this.values = values;
        this.gradient = gradient;
        this.term = new float[values.length()];
    }

    /** The bias of a layer, if it has one. */
    static @Nullable Bias of(Parameters parameters) {
        return parameters.has(NAME) ? new Bias(parameters.values(NAME), parameters.gradients(NAME)) : null;
    }

    /** The terms as they are now. */
    float[] terms() {
        values.get(0, term, 0, term.length);
        return term;
    }

    void addTo(Values rows) {
        Pieces.addToRows(rows, terms());
    }

    /** Sets its gradient from that of the rows. */
    void differentiate(Values delta) {
        gradient.put(0, Pieces.sumOfRows(delta, term.length), 0, term.length);
    }

    void setGradient(float[] sums) {
        gradient.put(0, sums, 0, sums.length);
    }
}
