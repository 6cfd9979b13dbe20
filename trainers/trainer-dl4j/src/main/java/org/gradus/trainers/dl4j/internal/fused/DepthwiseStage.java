package org.gradus.trainers.dl4j.internal.fused;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A convolution of each channel by kernels of its own: by loops in training, because oneDNN's is slow where channels come first. */
final class DepthwiseStage implements ImageStage {
    private final Parameters parameters;
    private final WeightOrder order;
    private final Window window;
    private final Signal input;
    private final Signal output;
    private final NativeConvolution convolution;
    private @Nullable DepthwiseLoops loops;

    DepthwiseStage(Parameters parameters, WeightOrder order, Window window, Signal input, Arena arena) {
        this.parameters = parameters;
        this.order = order;
        this.window = window;
        this.input = input;
        Values images = input.values();
        long channels = (long) images.size(1) * order.filters(parameters);
        output = new Signal(
                arena.allocate(images.size(0), channels, window.output()[0], window.output()[1]), true, arena);
        convolution =
                new NativeConvolution("depthwise_conv2d", parameters, order.convolutionArguments(window), input, arena);
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
        if (loops == null) {
            loops = new DepthwiseLoops(parameters, order, window, input.values(), output.values());
        }
        requireNonNull(loops).forward();
    }

    @Override
    public void backward() {
        requireNonNull(loops).backward(output.gradient(), input.isTrained() ? convolution.below() : null);
    }
}
