package org.gradus.trainers.djl.internal.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.gradus.trainers.djl.data.Examples;

/**
 * The memory of one batch, filled anew for each. It begins where a cache line does, because MKL's sums may depend on where
 * numbers lie.
 */
public final class BatchBuffer {
    private static final int CACHE_LINE = 64;

    private final FloatBuffer allFeatures;
    private final FloatBuffer allLabels;
    private final Shape featureShape;
    private final Shape labelShape;
    private final ByteBuffer features;
    private final ByteBuffer labels;

    /** Memory for up to that many of these examples. */
    public BatchBuffer(Examples examples, int most) {
        allFeatures = examples.features();
        allLabels = examples.labels();
        featureShape = new Shape(examples.featureShape());
        labelShape = new Shape(examples.labelShape());
        features = allocate(most, featureShape);
        labels = allocate(most, labelShape);
    }

    private static ByteBuffer allocate(int count, Shape shape) {
        int bytes = Math.toIntExact(Math.multiplyExact(shape.size(), (long) count * Float.BYTES));
        int lines = (bytes + CACHE_LINE - 1) / CACHE_LINE;
        return ByteBuffer.allocateDirect((lines + 1) * CACHE_LINE)
                .alignedSlice(CACHE_LINE)
                .order(ByteOrder.nativeOrder());
    }

    /**
     * Examples {@code order[from]}, {@code order[from + 1]} and so on.
     *
     * @param scratch owns the arrays; they are valid until the next call
     * @param count at most the number that this has memory for
     */
    public Batch fill(NDManager scratch, int[] order, int from, int count) {
        return new Batch(
                gather(scratch, allFeatures, featureShape, features, order, from, count),
                gather(scratch, allLabels, labelShape, labels, order, from, count),
                count);
    }

    private static NDArray gather(
            NDManager scratch, FloatBuffer source, Shape shape, ByteBuffer memory, int[] order, int from, int count) {
        int length = (int) shape.size();
        FloatBuffer target = memory.asFloatBuffer();
        for (int i = 0; i < count; i++) {
            target.put(i * length, source, order[from + i] * length, length);
        }
        ByteBuffer filled = memory.slice(0, count * length * Float.BYTES).order(ByteOrder.nativeOrder());
        return scratch.create(filled, new Shape(count).addAll(shape), DataType.FLOAT32);
    }
}
