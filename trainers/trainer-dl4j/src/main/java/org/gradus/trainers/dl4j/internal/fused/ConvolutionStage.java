package org.gradus.trainers.dl4j.internal.fused;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.gradus.trainers.dl4j.internal.coupling.NativeOp;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** oneDNN's convolution of images. */
final class ConvolutionStage implements Stage {
    private final Parameters parameters;
    private final Window window;
    private final Signal input;
    private final Signal output;
    private final NativeOp convolution;
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
        convolution = NativeOp.of("conv2d", inputs(), List.of(output.values().array()), window.convolutionArguments());
        below = input.isTrained()
                ? input.newGradient()
                : arena.allocate(images.array().shape());
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
        derivative = NativeOp.of("conv2d_bp", inputs, outputs, window.convolutionArguments());
    }
}
