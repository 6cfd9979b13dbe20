package org.gradus.trainers.dl4j.internal.fused;

/** The last step of each series. */
final class LastStepStage implements Stage {
    private final Signal output;
    private final Values lastGradient;

    LastStepStage(Signal input, Arena arena) {
        Values gradient = input.newGradient();
        gradient.array().assign(0);
        output = new Signal(last(input.values()), true, arena);
        lastGradient = last(gradient);
    }

    private static Values last(Values series) {
        int steps = series.size(0);
        int examples = series.size(1);
        return series.reshaped((long) steps * examples, series.size(2)).rows((steps - 1) * examples, examples);
    }

    Signal output() {
        return output;
    }

    @Override
    public void forward(boolean training) {}

    @Override
    public void backward() {
        Pieces.copy(output.gradient(), lastGradient);
    }
}
