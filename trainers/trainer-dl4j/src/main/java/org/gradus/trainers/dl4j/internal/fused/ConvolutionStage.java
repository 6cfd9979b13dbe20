package org.gradus.trainers.dl4j.internal.fused;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.trainers.dl4j.internal.coupling.NativeOp;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * oneDNN's convolution of images. Forward, a kernel of one pixel is a product of matrices for each image, in a third to three quarters of the
 * time where images are large.
 */
final class ConvolutionStage implements Stage {
    /** With fewer pixels, a product for each image is no faster. */
    private static final int MANY_PIXELS = 128;

    private final Parameters parameters;
    private final Window window;
    private final Signal input;
    private final Signal output;
    private final List<NativeOp> convolution;
    private final Values below;
    private @Nullable NativeOp derivative;

    ConvolutionStage(Parameters parameters, Window window, Signal input, Arena arena) {
        this.parameters = parameters;
        this.window = window;
        this.input = input;
        Values images = input.values();
        int filters = (int) parameters.value("W").size(0);
        output = new Signal(
                arena.allocate(images.size(0), filters, window.output()[0], window.output()[1]), true, arena);
        convolution = window.isPixel() && window.pixels() >= MANY_PIXELS && !parameters.has("b")
                ? products(filters)
                : List.of(NativeOp.of(
                        "conv2d", inputs(), List.of(output.values().array()), window.convolutionArguments()));
        below = input.isTrained() ? input.newGradient() : arena.allocateForTraining(images);
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
        convolution.forEach(NativeOp::run);
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
        derivative = NativeOp.of("conv2d_bp", inputs, outputs, window.convolutionArguments());
    }
}
