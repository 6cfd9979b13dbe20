package org.gradus.trainers.dl4j.internal.fused;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The networks that evaluate examples of one shape, for the most that are evaluated at once, half of them, a quarter, and so on. */
final class EvaluatedShape {
    /** The numbers of the largest signal: 1 MiB, the second level cache of many processors, has room for these and the kernels. */
    private static final int CACHED = 1 << 18;

    private static final int MOST_EXAMPLES = 1024;

    /** The product of matrices at a step of a series takes much longer for each of a few examples. */
    private static final int ENOUGH_OF_SERIES = 128;

    /** The numbers of the largest signal of series, 64 MiB. */
    private static final int MOST_OF_SERIES = 1 << 24;

    private final Function<long[], Optional<FusedNetwork>> maker;
    private final long[] shape;
    private final int examples;
    private final int values;
    private final long[] labelShape;
    private final Map<Integer, FusedNetwork> networks = new TreeMap<>();

    private EvaluatedShape(Function<long[], Optional<FusedNetwork>> maker, long[] shape, FusedNetwork ofOne) {
        this.maker = maker;
        this.shape = shape;
        this.examples = atOnce(ofOne.largest(), shape.length == 3);
        this.values = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        this.labelShape = ofOne.labelShape();
    }

    /**
     * How many examples are evaluated at once: a power of 2.
     *
     * @param largest the numbers of the largest signal of one example
     */
    static int atOnce(int largest, boolean series) {
        int cached = Math.min(MOST_EXAMPLES, CACHED / largest);
        int wanted = series ? Math.max(cached, Math.min(ENOUGH_OF_SERIES, MOST_OF_SERIES / largest)) : cached;
        return Integer.highestOneBit(Math.max(1, wanted));
    }

    /**
     * The networks for a shape.
     *
     * @param shape of a batch of one example
     * @return empty if there are no stages for it
     */
    static Optional<EvaluatedShape> of(Function<long[], Optional<FusedNetwork>> maker, long[] shape) {
        Optional<FusedNetwork> ofOne = maker.apply(shape);
        Optional<EvaluatedShape> made = ofOne.map(network -> new EvaluatedShape(maker, shape, network));
        ofOne.ifPresent(FusedNetwork::close);
        return made;
    }

    boolean isOf(long[] other) {
        return Arrays.equals(shape, other);
    }

    /** How many are evaluated at once. */
    int examples() {
        return examples;
    }

    /** The numbers of an example's features. */
    int values() {
        return values;
    }

    /** The numbers of an example's labels. */
    int labels() {
        return Math.toIntExact(Arrays.stream(labelShape).reduce(1, Math::multiplyExact));
    }

    /** Whether labels are as the output is. */
    boolean fits(INDArray labels) {
        long[] one = labels.shape().clone();
        one[0] = 1;
        return Arrays.equals(one, labelShape);
    }

    /**
     * The smallest network for examples.
     *
     * @param count at most {@link #examples}
     */
    FusedNetwork network(int count) {
        int size = examples;
        while (size / 2 >= count) {
            size /= 2;
        }
        return networks.computeIfAbsent(size, this::make);
    }

    private FusedNetwork make(int size) {
        long[] batch = shape.clone();
        batch[0] = size;
        return maker.apply(batch).orElseThrow().ofEvaluation();
    }

    /** Frees the networks; the next use makes them anew. */
    void release() {
        networks.values().forEach(FusedNetwork::close);
        networks.clear();
    }
}
