package org.gradus.trainers.dl4j.internal.fused;

import java.nio.FloatBuffer;
import java.util.Arrays;
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

    private final INDArray array;
    private final FloatBuffer buffer;
    private final int length;

    private Values(INDArray array, FloatBuffer buffer) {
        this.array = array;
        this.buffer = buffer;
        this.length = Math.toIntExact(array.length());
    }

    /**
     * New memory in row order, with any content. It must be closed.
     *
     * @throws ArithmeticException if it is 2 GiB or more, which no buffer has
     */
    @SuppressWarnings("try") // the scope ends, and is not looked at
    static Values allocate(long... shape) {
        Math.toIntExact(Math.multiplyExact(Float.BYTES, Arrays.stream(shape).reduce(1, Math::multiplyExact)));
        try (MemoryWorkspace scope = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return of(Nd4j.createUninitialized(DataType.FLOAT, shape, 'c'));
        }
    }

    /** An array without gaps, such as a layer's parameters. */
    static Values of(INDArray array) {
        return new Values(array, array.data().asNioFloat().slice());
    }

    /** The same memory in another shape, in row order. */
    Values reshaped(long... shape) {
        return new Values(array.reshape('c', shape), buffer);
    }

    /** Some of the rows, in the same memory. */
    Values rows(int from, int count) {
        int width = length / size(0);
        long[] shape = array.shape().clone();
        shape[0] = count;
        long first = (long) from * width;
        INDArray part =
                array.reshape('c', new long[] {length}).get(NDArrayIndex.interval(first, first + (long) count * width));
        return new Values(part.reshape('c', shape), buffer.slice(from * width, count * width));
    }

    INDArray array() {
        return array;
    }

    int length() {
        return length;
    }

    /** The size of a dimension. */
    int size(int dimension) {
        return (int) array.size(dimension);
    }

    int rank() {
        return array.rank();
    }

    void get(int from, float[] into, int at, int count) {
        buffer.get(from, into, at, count);
    }

    void put(int from, float[] values, int at, int count) {
        buffer.put(from, values, at, count);
    }

    /** Takes over the numbers of an array of the same length. */
    void assign(INDArray other) {
        boolean asItIs = other.dataType() == DataType.FLOAT && other.ordering() == 'c' && !other.isView();
        if (asItIs) {
            buffer.put(0, other.data().asNioFloat(), 0, length);
        } else {
            array.assign(other.reshape('c', array.shape()));
        }
    }

    boolean hasShape(INDArray other) {
        return Arrays.equals(array.shape(), other.shape());
    }

    @Override
    public void close() {
        array.close();
    }
}
