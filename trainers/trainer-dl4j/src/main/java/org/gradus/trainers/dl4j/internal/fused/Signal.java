package org.gradus.trainers.dl4j.internal.fused;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What goes from one stage to others: values forward, and back the gradient of the loss there. Images are {examples, channels, rows, columns},
 * series {steps, examples, values}, other values {examples, values}.
 */
final class Signal {
    private final Values values;
    private final boolean trained;
    private final Arena arena;
    private final List<Supplier<Values>> gradients = new ArrayList<>();
    private @Nullable Values sum;

    /**
     * A signal.
     *
     * @param trained whether the gradient is wanted: not at the network's input
     */
    Signal(Values values, boolean trained, Arena arena) {
        this.values = values;
        this.trained = trained;
        this.arena = arena;
    }

    Values values() {
        return values;
    }

    boolean isTrained() {
        return trained;
    }

    /** Whether one stage reads this; unknown, and so false, where no gradient is wanted. */
    boolean isReadOnce() {
        return trained && gradients.size() == 1;
    }

    /** New memory for the gradient that one of its readers computes. */
    Values newGradient() {
        Values gradient = arena.allocateForTraining(values);
        gradients.add(() -> gradient);
        return gradient;
    }

    /** Takes the gradient of a reader from memory that nothing else will use. */
    void takeGradient(Supplier<Values> taken) {
        gradients.add(taken);
    }

    /** The gradient here, once all readers have computed theirs. The caller may write over it. */
    Values gradient() {
        if (gradients.size() == 1) {
            return gradients.get(0).get();
        }
        if (sum == null) {
            sum = arena.allocate(values.shape());
        }
        Pieces.sum(gradients.stream().map(Supplier::get).toList(), requireNonNull(sum));
        return sum;
    }
}
