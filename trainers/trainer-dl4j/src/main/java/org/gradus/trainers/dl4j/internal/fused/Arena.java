package org.gradus.trainers.dl4j.internal.fused;

import java.util.ArrayList;
import java.util.List;

/** Memory that is freed together. */
final class Arena implements AutoCloseable {
    private final List<Values> allocated = new ArrayList<>();

    /** New memory in row order, with any content. */
    Values allocate(long... shape) {
        Values values = Values.allocate(shape);
        allocated.add(values);
        return values;
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
