package org.gradus.trainers.dl4j.internal.fused;

import java.util.List;
import java.util.stream.IntStream;
import org.gradus.trainers.dl4j.internal.coupling.NativeOp;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * oneDNN's convolution of images. Forward in training, a kernel of one pixel is a product of matrices for each image, in a third to three
 * quarters of the time where images are large.
 */
final class ConvolutionStage implements ImageStage {
    /** With fewer pixels, a product for each image is no faster. */
    private static final int MANY_PIXELS = 128;

    private final Parameters parameters;
    private final Window window;
    private final Signal input;
    private final Signal output;
    private final NativeConvolution convolution;
    private final List<NativeOp> forward;

    ConvolutionStage(Parameters parameters, WeightOrder order, Window window, Signal input, Arena arena) {
        this.parameters = parameters;
        this.window = window;
        this.input = input;
        Values images = input.values();
        int filters = order.filters(parameters);
        output = new Signal(
                arena.allocate(images.size(0), filters, window.output()[0], window.output()[1]), true, arena);
        convolution = new NativeConvolution("conv2d", parameters, order.convolutionArguments(window), input, arena);
        boolean multiplies = order == WeightOrder.KERNEL_LAST
                && window.isPixel()
                && window.pixels() >= MANY_PIXELS
                && !parameters.has("b");
        forward = multiplies ? products(filters) : List.of(convolution.into(output.values()));
    }

    private List<NativeOp> products(int filters) {
        int channels = input.values().size(1);
        INDArray weights = parameters.value("W").reshape('c', filters, channels);
        return IntStream.range(0, input.values().size(0))
                .mapToObj(i -> NativeOp.product(
                        weights,
                        image(input.values(), i).array(),
                        image(output.values(), i).array()))
                .toList();
    }

    /** An image as a matrix of a row for each channel. */
    private Values image(Values images, int example) {
        return images.rows(example, 1).reshaped(images.size(1), window.pixels());
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
        forward.forEach(NativeOp::run);
    }

    @Override
    public void backward() {
        convolution.differentiate(output.gradient());
    }
}
