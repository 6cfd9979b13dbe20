package org.gradus.trainers.dl4j.internal.fused;

import java.util.ArrayList;
import java.util.List;

/**
 * One pass over values in evaluation mode, in place of several stages that compute each number from the one at the same place: batch
 * normalizations, sums and activations.
 */
final class MergedStage implements EvaluationStage {
    private final Values read;
    private Values written;
    private final List<Step> steps = new ArrayList<>();
    private final float[] piece;
    private Signal output;

    /** What is done to each number. */
    interface Step {
        /** Reads parameters. */
        default void begin() {}

        /** Changes a piece of all values that begins at a place: whole rows, each of the last dimension. */
        void apply(float[] piece, int from, int count);
    }

    MergedStage(Values read, Values written, Signal output) {
        this.read = read;
        this.written = written;
        this.output = output;
        this.piece = new float[Math.min(Pieces.ofRows(read.size(read.rank() - 1)), read.length())];
    }

    /** Adds a step; the output is then that of the stage that it was. */
    void add(Step step, Values itsValues, Signal itsOutput) {
        steps.add(step);
        written = itsValues;
        output = itsOutput;
    }

    Signal output() {
        return output;
    }

    @Override
    public void begin() {
        steps.forEach(Step::begin);
    }

    @Override
    public void forward() {
        for (int from = 0; from < read.length(); from += piece.length) {
            int count = Math.min(piece.length, read.length() - from);
            read.get(from, piece, 0, count);
            for (Step step : steps) {
                step.apply(piece, from, count);
            }
            written.put(from, piece, 0, count);
        }
    }
}
