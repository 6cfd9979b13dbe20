package org.gradus.trainers.dl4j.internal.fused;

import java.util.ArrayList;
import java.util.List;

/** Memory that is freed together. */
final class Arena implements AutoCloseable {
    private final boolean trains;
    private final List<Values> allocated = new ArrayList<>();

    /** @param trains whether there is memory for what only training needs, such as gradients */
    Arena(boolean trains) {
        this.trains = trains;
    }

    /** New memory in row order, with any content. */
    Values allocate(long... shape) {
        Values values = Values.allocate(shape);
        allocated.add(values);
        return values;
    }

    /** New memory like other values, for a gradient or a mask; without training those values themselves, because nobody writes it. */
    Values allocateForTraining(Values like) {
        return trains ? allocate(like.shape()) : like;
    }

    /** Whether there is memory for what only training needs. */
    boolean trains() {
        return trains;
    }

    /** The most numbers that one of its values has. */
    int largest() {
        return allocated.stream().mapToInt(Values::length).max().orElse(0);
    }

    @Override
    public void close() {
        allocated.forEach(Values::close);
        allocated.clear();
    }
}
