package org.gradus.trainers.dl4j.internal.fused;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** An activation function. */
final class ActivationStage implements Stage {
    private final ActivationFunction function;
    private final Signal input;
    private final Signal output;
    private @Nullable Values gradient;

    /**
     * A function of a signal.
     *
     * @param written memory of the output: the input's own only if no other stage reads that, and the slope does not either
     */
    ActivationStage(ActivationFunction function, Signal input, Values written, Arena arena) {
        this.function = function;
        this.input = input;
        this.output = new Signal(written, input.isTrained(), arena);
        input.takeGradient(() -> requireNonNull(gradient));
    }

    Signal input() {
        return input;
    }

    Signal output() {
        return output;
    }

    boolean isRectifier() {
        return function.isRectifier();
    }

    MergedStage.Step step() {
        return (piece, from, count) -> function.value().compute(piece, count);
    }

    @Override
    public void forward(boolean training) {
        Pieces.write(output.values(), input.values(), function.value());
    }

    @Override
    public void backward() {
        if (output.isTrained()) {
            gradient = output.gradient();
            Pieces.change(gradient, (function.isOfArgument() ? input : output).values(), function.slope());
        }
    }
}
