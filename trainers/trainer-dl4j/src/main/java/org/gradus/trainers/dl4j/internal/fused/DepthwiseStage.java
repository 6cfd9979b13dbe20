package org.gradus.trainers.dl4j.internal.fused;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.gradus.trainers.dl4j.internal.coupling.NativeOp;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution of each channel by kernels of its own. */
final class DepthwiseStage implements Stage {
    private final Parameters parameters;
    private final Signal input;
    private final Signal output;
    private final long[] arguments;
    private final NativeOp convolution;
    private final Values below;
    private @Nullable NativeOp derivative;

    /** The order of the weights' dimensions. */
    enum Order {
        /** {rows, columns, channels, kernels of a channel}. */
        KERNEL_FIRST(0, 3),
        /** {kernels of a channel, channels, rows, columns}. */
        KERNEL_LAST(1, 0);

        private final int argument;
        private final int kernels;

        Order(int argument, int kernels) {
            this.argument = argument;
            this.kernels = kernels;
        }
    }

    DepthwiseStage(Parameters parameters, Order order, Window window, Signal input, Arena arena) {
        this.parameters = parameters;
        this.input = input;
        Values images = input.values();
        INDArray weights = parameters.value("W");
        long kernels = weights.size(order.kernels);
        arguments = window.convolutionArguments();
        arguments[Window.WEIGHT_ORDER] = order.argument;
        output = new Signal(
                arena.allocate(images.size(0), images.size(1) * kernels, window.output()[0], window.output()[1]),
                true,
                arena);
        convolution = NativeOp.of(
                "depthwise_conv2d", inputs(), List.of(output.values().array()), arguments);
        below = input.isTrained() ? input.newGradient() : arena.allocateForTraining(images);
    }

    private List<INDArray> inputs() {
        List<INDArray> inputs = new ArrayList<>(List.of(input.values().array(), parameters.value("W")));
        if (parameters.has("b")) {
            inputs.add(parameters.value("b"));
        }
        return inputs;
    }

    Signal output() {
        return output;
    }

    @Override
    public void forward(boolean training) {
        convolution.run();
    }

    @Override
    public void backward() {
        Values delta = output.gradient();
        if (derivative == null) {
            prepare(delta.array());
        }
        requireNonNull(derivative).run();
    }

    private void prepare(INDArray delta) {
        List<INDArray> inputs = inputs();
        inputs.add(delta);
        List<INDArray> outputs = new ArrayList<>(List.of(below.array(), parameters.gradient("W")));
        if (parameters.has("b")) {
            outputs.add(parameters.gradient("b"));
        }
        derivative = NativeOp.of("depthwise_conv2d_bp", inputs, outputs, arguments);
    }
}
