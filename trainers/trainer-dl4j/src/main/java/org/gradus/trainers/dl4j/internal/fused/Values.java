package org.gradus.trainers.dl4j.internal.fused;

import static java.util.Objects.requireNonNull;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Numbers in native memory, seen both as an array of ND4J, for native operations, and as a buffer, from which Java copies a piece at a time:
 * the compiler makes vector instructions of loops over {@code float[]}, but not of loops over native memory. Not thread-safe.
 */
final class Values implements AutoCloseable {
    /** The numbers of a piece, so that a few pieces stay in the fastest cache. */
    static final int PIECE = 4096;

    private final long[] shape;
    private final int length;
    private final Supplier<INDArray> source;

    /** Of what shares memory; null for the memory itself. */
    private final @Nullable Supplier<FloatBuffer> numbers;

    private @Nullable INDArray array;
    private @Nullable FloatBuffer buffer;

    private Values(long[] shape, Supplier<INDArray> source, @Nullable Supplier<FloatBuffer> numbers) {
        this.shape = shape.clone();
        this.length = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        this.source = source;
        this.numbers = numbers;
    }

    /**
     * New memory in row order, with any content, which is taken from the system at its first use. It must be closed.
     *
     * @throws ArithmeticException if it is 2 GiB or more, which no buffer has
     */
    static Values allocate(long... shape) {
        Math.toIntExact(Math.multiplyExact(Float.BYTES, Arrays.stream(shape).reduce(1, Math::multiplyExact)));
        return new Values(shape, () -> create(shape), null);
    }

    @SuppressWarnings("try") // the scope ends, and is not looked at
    private static INDArray create(long... shape) {
        try (MemoryWorkspace scope = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
        }
    }

    /** An array without gaps, such as a layer's parameters. */
    static Values of(INDArray array) {
        return new Values(array.shape(), () -> array, null);
    }

    /** The same memory in another shape, in row order. */
    Values reshaped(long... other) {
        return new Values(other, () -> array().reshape('c', other), this::buffer);
    }

    /** Some of the rows, in the same memory. */
    Values rows(int from, int count) {
        int width = length / size(0);
        long[] part = shape.clone();
        part[0] = count;
        long first = (long) from * width;
        return new Values(
                part,
                () -> array().reshape('c', new long[] {length})
                        .get(NDArrayIndex.interval(first, first + (long) count * width))
                        .reshape('c', part),
                () -> buffer().slice(from * width, count * width));
    }

    INDArray array() {
        if (array == null) {
            array = source.get();
        }
        return requireNonNull(array);
    }

    private FloatBuffer buffer() {
        if (buffer == null) {
            buffer = numbers == null ? array().data().asNioFloat().slice() : numbers.get();
        }
        return requireNonNull(buffer);
    }

    int length() {
        return length;
    }

    long[] shape() {
        return shape.clone();
    }

    /** The size of a dimension. */
    int size(int dimension) {
        return (int) shape[dimension];
    }

    int rank() {
        return shape.length;
    }

    void get(int from, float[] into, int at, int count) {
        buffer().get(from, into, at, count);
    }

    void put(int from, float[] values, int at, int count) {
        buffer().put(from, values, at, count);
    }

    /** Takes over the numbers of an array of the same length. */
    void assign(INDArray other) {
        boolean asItIs = other.dataType() == DataType.FLOAT && other.ordering() == 'c' && !other.isView();
        if (asItIs) {
            buffer().put(0, other.data().asNioFloat(), 0, length);
        } else {
            array().assign(other.reshape('c', shape));
        }
    }

    @Override
    public void close() {
        if (array != null) {
            array.close();
        }
    }
}
