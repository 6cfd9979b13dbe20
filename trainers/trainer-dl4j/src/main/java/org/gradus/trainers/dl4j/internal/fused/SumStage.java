package org.gradus.trainers.dl4j.internal.fused;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sum of signals of one shape. */
final class SumStage implements Stage {
    private final List<Signal> inputs;
    private final Signal output;
    private @Nullable Values gradient;
    private final List<Values> copies;

    SumStage(List<Signal> inputs, Arena arena) {
        this.inputs = inputs;
        output = new Signal(arena.allocate(inputs.get(0).values().shape()), true, arena);
        inputs.get(0).takeGradient(() -> requireNonNull(gradient));
        copies = inputs.stream().skip(1).map(Signal::newGradient).toList();
    }

    List<Signal> inputs() {
        return inputs;
    }

    Signal output() {
        return output;
    }

    @Override
    public void forward(boolean training) {
        Pieces.sum(inputs.stream().map(Signal::values).toList(), output.values());
    }

    @Override
    public void backward() {
        Values all = output.gradient();
        copies.forEach(copy -> Pieces.copy(all, copy));
        gradient = all;
    }
}
