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

    /** Adds it to each row, with the terms of when an evaluation begins. */
    MergedStage.Step step() {
        return new Addition();
    }

    private final class Addition implements MergedStage.Step {
        /** The terms again and again. */
        private final float[] repeated = new float[Pieces.ofRows(term.length)];

        @Override
        public void begin() {
            terms();
            for (int from = 0; from < repeated.length; from += term.length) {
                System.arraycopy(term, 0, repeated, from, term.length);
            }
        }

        @Override
        public void apply(float[] piece, int from, int count) {
            Kernels.add(piece, 0, repeated, 0, count);
        }
    }

    /** Sets its gradient from that of the rows. */
    void differentiate(Values delta) {
        gradient.put(0, Pieces.sumOfRows(delta, term.length), 0, term.length);
    }

    void setGradient(float[] sums) {
        gradient.put(0, sums, 0, sums.length);
    }
}
