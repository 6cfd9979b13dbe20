package org.gradus.trainers.dl4j.internal.fused;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signals side by side: the channels of images, the values of a step or of an example. */
final class MergeStage implements Stage {
    private final List<Signal> inputs;
    private final Signal output;
    private final List<@Nullable Values> gradients = new ArrayList<>();
    private final float[] row;

    MergeStage(List<Signal> inputs, Arena arena) {
        this.inputs = inputs;
        Values first = inputs.get(0).values();
        long[] shape = first.shape();
        int merged = merged(first);
        shape[merged] =
                inputs.stream().mapToInt(input -> input.values().size(merged)).sum();
        output = new Signal(arena.allocate(shape), inputs.stream().anyMatch(Signal::isTrained), arena);
        inputs.forEach(input -> gradients.add(input.isTrained() ? input.newGradient() : null));
        row = new float[output.values().length() / rows()];
    }

    /** Whether signals differ in nothing but what is merged. */
    static boolean isFor(List<Signal> inputs) {
        Values first = inputs.get(0).values();
        return inputs.stream().map(Signal::values).allMatch(other -> isBeside(first, other));
    }

    private static boolean isBeside(Values first, Values other) {
        boolean equal = other.rank() == first.rank();
        for (int i = 0; equal && i < first.rank(); i++) {
            equal = i == merged(first) || other.size(i) == first.size(i);
        }
        return equal;
    }

    private static int merged(Values values) {
        return values.rank() == 3 ? 2 : 1;
    }

    private int rows() {
        Values values = output.values();
        return values.rank() == 3 ? values.size(0) * values.size(1) : values.size(0);
    }

    List<Signal> inputs() {
        return inputs;
    }

    Signal output() {
        return output;
    }

    @Override
    public void forward(boolean training) {
        merge(inputs.stream().map(Signal::values).toList(), output.values(), row);
    }

    private static void merge(List<Values> parts, Values merged, float[] row) {
        int rows = merged.length() / row.length;
        for (int i = 0; i < rows; i++) {
            int at = 0;
            for (Values part : parts) {
                int width = part.length() / rows;
                part.get(i * width, row, at, width);
                at += width;
            }
            merged.put(i * row.length, row, 0, row.length);
        }
    }

    /** The same where what is merged comes last. */
    static EvaluationStage last(List<Values> parts, Values merged) {
        float[] row = new float[merged.size(merged.rank() - 1)];
        return () -> merge(parts, merged, row);
    }

    @Override
    public void backward() {
        if (!output.isTrained()) {
            return;
        }
        Values delta = output.gradient();
        for (int i = 0; i < rows(); i++) {
            delta.get(i * row.length, row, 0, row.length);
            int at = 0;
            for (int k = 0; k < inputs.size(); k++) {
                int width = inputs.get(k).values().length() / rows();
                Values gradient = gradients.get(k);
                if (gradient != null) {
                    gradient.put(i * width, row, at, width);
                }
                at += width;
            }
        }
    }
}
