package org.gradus.trainers.dl4j.internal.fused;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** An activation function. */
final class ActivationStage implements Stage {
    private final Function function;
    private final Signal input;
    private final Signal output;
    private @Nullable Values gradient;

    /**
     * An activation function.
     *
     * @param value computes it in place
     * @param slope multiplies a gradient by its slope, which is a function of its value
     */
    record Function(Pieces.OnOne value, Pieces.OnTwo slope) {
        static final Function RELU = new Function(Kernels::rectify, Kernels::rectifyGradient);
        static final Function RELU6 = new Function(Kernels::rectifyTo6, Kernels::rectifyTo6Gradient);
        static final Function TANH = new Function((x, count) -> Kernels.tanh(x, 0, count), Kernels::tanhGradient);
        static final Function SIGMOID =
                new Function((x, count) -> Kernels.sigmoid(x, 0, count), Kernels::sigmoidGradient);
        static final Function ELU = new Function(Kernels::elu, Kernels::eluGradient);

        /**
         * A rectifier that leaks.
         *
         * @param slope where its argument is negative, above 0 and at most 1
         */
        static Function leaky(float slope) {
            return new Function(
                    (x, count) -> Kernels.leak(x, slope, count),
                    (gradient, y, count) -> Kernels.leakGradient(gradient, y, slope, count));
        }
    }

    /**
     * A function of a signal.
     *
     * @param written memory of the output: the input's own only if no other stage reads that
     */
    ActivationStage(Function function, Signal input, Values written, Arena arena) {
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
            Pieces.change(gradient, output.values(), function.slope());
        }
    }
}
