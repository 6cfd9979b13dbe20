package org.gradus.trainers.dl4j.internal.fused;

import org.gradus.trainers.dl4j.internal.coupling.NativeOp;

/** A convolution of each channel by kernels of its own. */
final class DepthwiseStage implements ImageStage {
    private final Signal input;
    private final Signal output;
    private final NativeConvolution convolution;
    private final NativeOp forward;

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
        this.input = input;
        Values images = input.values();
        long kernels = parameters.value("W").size(order.kernels);
        long[] arguments = window.convolutionArguments();
        arguments[Window.WEIGHT_ORDER] = order.argument;
        output = new Signal(
                arena.allocate(images.size(0), images.size(1) * kernels, window.output()[0], window.output()[1]),
                true,
                arena);
        convolution = new NativeConvolution("depthwise_conv2d", parameters, arguments, input, arena);
        forward = convolution.into(output.values());
    }

    @Override
    public Signal input() {
        return input;
    }

    @Override
    public Signal output() {
        return output;
    }

    @Override
    public EvaluationStage channelsLast(Values images, Values result) {
        return convolution.channelsLast(images, result)::run;
    }

    @Override
    public void forward(boolean training) {
        forward.run();
    }

    @Override
    public void backward() {
        convolution.differentiate(output.gradient());
    }
}
