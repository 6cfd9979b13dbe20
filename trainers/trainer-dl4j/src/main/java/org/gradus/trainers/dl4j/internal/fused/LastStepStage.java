package org.gradus.trainers.dl4j.internal.fused;

/** The last step of each series. */
final class LastStepStage implements Stage {
    private final Signal input;
    private final Signal output;
    private final Values gradient;
    private final Values lastGradient;
    private boolean cleared;

    LastStepStage(Signal input, Arena arena) {
        this.input = input;
        gradient = input.newGradient();
        output = new Signal(last(input.values()), true, arena);
        lastGradient = last(gradient);
    }

    private static Values last(Values series) {
        int steps = series.size(0);
        int examples = series.size(1);
        return series.reshaped((long) steps * examples, series.size(2)).rows((steps - 1) * examples, examples);
    }

    Signal input() {
        return input;
    }

    Signal output() {
        return output;
    }

    @Override
    public void forward(boolean training) {}

    @Override
    public void backward() {
        if (!cleared) {
            gradient.array().assign(0);
            cleared = true;
        }
        Pieces.copy(output.gradient(), lastGradient);
    }
}
