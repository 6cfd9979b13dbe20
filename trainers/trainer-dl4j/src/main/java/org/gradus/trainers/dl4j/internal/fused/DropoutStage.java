package org.gradus.trainers.dl4j.internal.fused;

import java.util.List;
import org.gradus.trainers.dl4j.internal.coupling.DropoutMask;

/** Dropout (Srivastava et al. 2014): each value is kept with a probability, and then divided by it. */
final class DropoutStage implements Stage {
    private final double kept;
    private final Signal input;
    private final Signal output;
    private final Values drawn;
    private final Values mask;
    private final List<Stage> arrangement;
    private Values gradient;

    private DropoutStage(double kept, Signal input, Values drawn, Values mask, List<Stage> arrangement, Arena arena) {
        this.kept = kept;
        this.input = input;
        this.drawn = drawn;
        this.mask = mask;
        this.arrangement = arrangement;
        output = new Signal(arena.allocate(input.values().shape()), input.isTrained(), arena);
        gradient = mask;
        input.takeGradient(() -> gradient);
    }

    /** Dropout of values in the order that Deeplearning4j has, too. */
    static DropoutStage of(double kept, Signal input, Arena arena) {
        Values mask = arena.allocateForTraining(input.values());
        return new DropoutStage(kept, input, mask, mask, List.of(), arena);
    }

    /** Dropout of the network's input of series, which Deeplearning4j has as {examples, values, steps}. */
    static DropoutStage ofInput(double kept, Signal series, Arena arena) {
        Values values = series.values();
        Values drawn = arena.allocate(values.size(1), values.size(2), values.size(0));
        SeriesStage turned = new SeriesStage(drawn, arena);
        return new DropoutStage(kept, series, drawn, turned.output().values(), List.of(turned), arena);
    }

    /** Dropout of an LSTM's output, which lies in Deeplearning4j's memory as {steps, values, examples}. */
    static DropoutStage ofRecurrence(double kept, Signal series, Arena arena) {
        Values values = series.values();
        Values drawn = arena.allocate(values.size(0), values.size(2), values.size(1));
        Values mask = arena.allocateForTraining(values);
        Stage turned = new Transposition(drawn, mask, values.size(0), values.size(2), values.size(1));
        return new DropoutStage(kept, series, drawn, mask, List.of(turned), arena);
    }

    Signal input() {
        return input;
    }

    Signal output() {
        return output;
    }

    @Override
    public void forward(boolean training) {
        if (training) {
            DropoutMask.draw(drawn.array(), kept);
            arrangement.forEach(stage -> stage.forward(true));
            Pieces.write(output.values(), input.values(), mask, Kernels::multiply);
        } else {
            Pieces.copy(input.values(), output.values());
        }
    }

    @Override
    public void backward() {
        if (output.isTrained()) {
            gradient = output.gradient();
            Pieces.change(gradient, mask, Kernels::multiply);
        }
    }
}
