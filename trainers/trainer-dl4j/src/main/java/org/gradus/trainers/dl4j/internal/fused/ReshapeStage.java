package org.gradus.trainers.dl4j.internal.fused;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The same numbers in another shape. */
final class ReshapeStage implements Stage {
    private final Signal input;
    private final Signal output;
    private @Nullable Values shaped;
    private @Nullable Values reshaped;

    ReshapeStage(Signal input, Arena arena, long... shape) {
        this.input = input;
        this.output = new Signal(input.values().reshaped(shape), input.isTrained(), arena);
        input.takeGradient(() -> requireNonNull(reshaped));
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
        if (input.isTrained()) {
            Values gradient = output.gradient();
            if (gradient != shaped) {
                shaped = gradient;
                reshaped = gradient.reshaped(input.values().shape());
            }
        }
    }
}
