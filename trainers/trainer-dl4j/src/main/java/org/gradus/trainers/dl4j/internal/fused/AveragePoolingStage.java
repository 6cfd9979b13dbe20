package org.gradus.trainers.dl4j.internal.fused;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.gradus.trainers.dl4j.internal.coupling.NativeOp;
import org.jspecify.annotations.Nullable;

/** The mean of what a window sees of the image at each place. */
final class AveragePoolingStage implements ImageStage {
    private final Window window;
    private final Signal input;
    private final Signal output;
    private final long[] arguments;
    private final NativeOp pooling;
    private final Values below;
    private @Nullable NativeOp derivative;

    AveragePoolingStage(Window window, Signal input, Arena arena) {
        this.window = window;
        this.input = input;
        Values images = input.values();
        output = new Signal(
                arena.allocate(images.size(0), images.size(1), window.output()[0], window.output()[1]),
                input.isTrained(),
                arena);
        below = input.newGradient();
        arguments = window.meanArguments(false);
        pooling = NativeOp.of(
                "avgpool2d", List.of(images.array()), List.of(output.values().array()), arguments);
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
        return NativeOp.of("avgpool2d", List.of(images.array()), List.of(result.array()), window.meanArguments(true))
                ::run;
    }

    @Override
    public void forward(boolean training) {
        pooling.run();
    }

    @Override
    public void backward() {
        if (!input.isTrained()) {
            return;
        }
        Values delta = output.gradient();
        if (derivative == null) {
            derivative = NativeOp.of(
                    "avgpool2d_bp", List.of(input.values().array(), delta.array()), List.of(below.array()), arguments);
        }
        requireNonNull(derivative).run();
    }
}
