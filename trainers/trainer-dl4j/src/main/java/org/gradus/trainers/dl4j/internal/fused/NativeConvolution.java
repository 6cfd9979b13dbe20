package org.gradus.trainers.dl4j.internal.fused;

import java.util.ArrayList;
import java.util.List;
import org.gradus.trainers.dl4j.internal.coupling.NativeOp;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A native convolution by weights {@code W} and, where there is one, a bias {@code b}, and its derivative. */
final class NativeConvolution {
    private final String name;
    private final Parameters parameters;
    private final long[] arguments;
    private final Signal input;
    private final Values below;
    private @Nullable NativeOp derivative;

    /**
     * A convolution.
     *
     * @param name that of the native operation; its derivative's ends with {@code _bp}
     */
    NativeConvolution(String name, Parameters parameters, long[] arguments, Signal input, Arena arena) {
        this.name = name;
        this.parameters = parameters;
        this.arguments = arguments;
        this.input = input;
        this.below = input.isTrained() ? input.newGradient() : arena.allocateForTraining(input.values());
    }

    /** What computes an output. */
    NativeOp into(Values output) {
        return NativeOp.of(name, inputs(input.values()), List.of(output.array()), arguments);
    }

    /** What computes an output of images, both with channels last. */
    NativeOp channelsLast(Values images, Values output) {
        long[] changed = arguments.clone();
        changed[Window.CHANNELS_LAST] = 1;
        return NativeOp.of(name, inputs(images), List.of(output.array()), changed);
    }

    private List<INDArray> inputs(Values images) {
        List<INDArray> inputs = new ArrayList<>(List.of(images.array(), parameters.value("W")));
        if (parameters.has("b")) {
            inputs.add(parameters.value("b"));
        }
        return inputs;
    }

    /** Computes the gradients of parameters and input by that of the output, which is the same array each time. */
    void differentiate(Values delta) {
        NativeOp known = derivative;
        if (known == null) {
            known = derivativeOf(delta.array());
            derivative = known;
        }
        known.run();
    }

    private NativeOp derivativeOf(INDArray delta) {
        List<INDArray> inputs = inputs(input.values());
        inputs.add(delta);
        List<INDArray> outputs = new ArrayList<>(List.of(below.array(), parameters.gradient("W")));
        if (parameters.has("b")) {
            outputs.add(parameters.gradient("b"));
        }
        return NativeOp.of(name + "_bp", inputs, outputs, arguments);
    }
}
