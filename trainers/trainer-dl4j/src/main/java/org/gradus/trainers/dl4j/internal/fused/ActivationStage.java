package org.gradus.trainers.dl4j.internal.fused;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** An activation function. */
final class ActivationStage implements Stage {
    private final Kind kind;
    private final Signal input;
    private final Signal output;
    private @Nullable Values gradient;

    /** The functions, with their slopes as functions of their values. */
    enum Kind {
        RELU(Kernels::rectify, Kernels::rectifyGradient),
        TANH((x, count) -> Kernels.tanh(x, 0, count), Kernels::tanhGradient),
        SIGMOID((x, count) -> Kernels.sigmoid(x, 0, count), Kernels::sigmoidGradient);

        private final Pieces.OnOne function;
        private final Pieces.OnTwo slope;

        Kind(Pieces.OnOne function, Pieces.OnTwo slope) {
            this.function = function;
            this.slope = slope;
        }
    }

    /**
     * A function of a signal.
     *
     * @param written memory of the output: the input's own only if no other stage reads that
     */
    ActivationStage(Kind kind, Signal input, Values written, Arena arena) {
        this.kind = kind;
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

    MergedStage.Step step() {
        return (piece, from, count) -> kind.function.compute(piece, count);
    }

    @Override
    public void forward(boolean training) {
        Pieces.write(output.values(), input.values(), kind.function);
    }

    @Override
    public void backward() {
        if (output.isTrained()) {
            gradient = output.gradient();
            Pieces.change(gradient, output.values(), kind.slope);
        }
    }
}
