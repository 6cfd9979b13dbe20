package org.gradus.trainers.dl4j.internal.fused;

import org.gradus.trainers.dl4j.internal.coupling.NativeOp;

/** A convolution of each channel by kernels of its own. */
final class DepthwiseStage implements ImageStage {
    private final Signal input;
    private final Signal output;
    private final NativeConvolution convolution;
    private final NativeOp forward;

    DepthwiseStage(Parameters parameters, WeightOrder order, Window window, Signal input, Arena arena) {
        this.input = input;
        Values images = input.values();
        long channels = (long) images.size(1) * order.filters(parameters);
        output = new Signal(
                arena.allocate(images.size(0), channels, window.output()[0], window.output()[1]), true, arena);
        convolution =
                new NativeConvolution("depthwise_conv2d", parameters, order.convolutionArguments(window), input, arena);
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
