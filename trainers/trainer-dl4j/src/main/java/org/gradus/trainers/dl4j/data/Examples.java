package org.gradus.trainers.dl4j.data;

import com.google.common.hash.Hasher;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.gradus.trainers.dl4j.internal.data.OneHot;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Examples with their labels, in memory. Immutable: what it is made from is not to be changed afterwards. */
public final class Examples {
    private final float[] features;
    private final float[] labels;
    private final long[] featureShape;
    private final long[] labelShape;
    private final int size;
    private final boolean oneHot;

    private Examples(float[] features, long[] featureShape, float[] labels, long[] labelShape, int size) {
        this.features = features;
        this.featureShape = featureShape.clone();
        this.labels = labels;
        this.labelShape = labelShape.clone();
        this.size = size;
        requireNumbers("feature", features);
        requireNumbers("label", labels);
        this.oneHot = OneHot.is(labels, labelShape);
    }

    /**
     * Examples of classes.
     *
     * @param features example after example; kept, not copied
     * @param shape of one example, such as {1, 28, 28}: channels, height, width
     * @param classOf the class of each example, in [0, classes)
     * @param classes how many there are, at least 2
     * @throws IllegalArgumentException if they do not fit together
     */
    public static Examples ofClasses(float[] features, long[] shape, int[] classOf, int classes) {
        if (classes < 2) {
            throw new IllegalArgumentException("a classification needs at least 2 classes, but has " + classes);
        }
        requireLength(features, shape, classOf.length);
        float[] labels = new float[Math.multiplyExact(classOf.length, classes)];
        for (int i = 0; i < classOf.length; i++) {
            if (classOf[i] < 0 || classOf[i] >= classes) {
                throw new IllegalArgumentException(
                        "the class of example " + i + " must be in [0, " + classes + "), but is " + classOf[i]);
            }
            labels[i * classes + classOf[i]] = 1;
        }
        return new Examples(features, shape, labels, new long[] {classes}, classOf.length);
    }

    /**
     * Examples with labels of any shape. They are classes if each example, or each of its steps in time, has a single 1 among
     * zeros: labels of the shape {examples, classes} or {examples, classes, steps}.
     *
     * @param features the first dimension counts the examples
     * @param labels likewise
     * @throws IllegalArgumentException if they do not fit together
     */
    public static Examples of(INDArray features, INDArray labels) {
        if (features.rank() < 2 || labels.rank() < 2) {
            throw new IllegalArgumentException("features and labels must have at least 2 dimensions, but have "
                    + features.rank() + " and " + labels.rank());
        }
        if (features.size(0) != labels.size(0)) {
            throw new IllegalArgumentException("there must be as many labels as examples, but there are "
                    + labels.size(0) + " labels and " + features.size(0) + " examples");
        }
        long[] featureShape = Arrays.copyOfRange(features.shape(), 1, features.rank());
        long[] labelShape = Arrays.copyOfRange(labels.shape(), 1, labels.rank());
        float[] values = toFloats(features);
        requireLength(values, featureShape, Math.toIntExact(features.size(0)));
        return new Examples(values, featureShape, toFloats(labels), labelShape, Math.toIntExact(features.size(0)));
    }

    private static float[] toFloats(INDArray array) {
        return array.dup('c').data().asFloat();
    }

    private static void requireLength(float[] features, long[] shape, int size) {
        if (size == 0) {
            throw new IllegalArgumentException("a split needs at least 1 example, but is empty");
        }
        long length = elements(shape);
        if (features.length != length * size) {
            throw new IllegalArgumentException(size + " examples of shape " + Arrays.toString(shape) + " have "
                    + length * size + " features, but " + features.length + " were given");
        }
    }

    private static void requireNumbers(String what, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(what + " " + i + " must be finite, but is " + values[i]);
            }
        }
    }

    private static long elements(long[] shape) {
        long elements = 1;
        for (long dimension : shape) {
            if (dimension < 1) {
                throw new IllegalArgumentException(
                        "the shape of an example must be positive, but is " + Arrays.toString(shape));
            }
            elements = Math.multiplyExact(elements, dimension);
        }
        return elements;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Whether each example, or each of its steps in time, belongs to one class. */
    public boolean isClassification() {
        return oneHot;
    }

    /** The shape of one example and of its label, in words. */
    String shapes() {
        return Arrays.toString(featureShape) + " with labels " + Arrays.toString(labelShape);
    }

    /** Empty arrays for a number of examples. */
    MultiDataSet allocate(int count) {
        return new org.nd4j.linalg.dataset.MultiDataSet(empty(count, featureShape), empty(count, labelShape));
    }

    private static INDArray empty(int count, long[] shape) {
        long[] whole = new long[shape.length + 1];
        whole[0] = count;
        System.arraycopy(shape, 0, whole, 1, shape.length);
        return Nd4j.createUninitialized(DataType.FLOAT, whole, 'c');
    }

    /** Copies examples {@code order[from]}, {@code order[from + 1]}, ... into arrays, as many as they hold. */
    void copy(int[] order, int from, MultiDataSet into) {
        gather(features, order, from, into.getFeatures(0));
        gather(labels, order, from, into.getLabels(0));
    }

    private static void gather(float[] source, int[] order, int from, INDArray into) {
        int count = (int) into.size(0);
        int length = (int) (into.length() / count);
        FloatBuffer buffer = into.data().asNioFloat();
        for (int i = 0; i < count; i++) {
            buffer.put(i * length, source, order[from + i] * length, length);
        }
    }

    void digest(Hasher digest) {
        digest.putString(shapes(), StandardCharsets.UTF_8);
        digest(digest, features);
        digest(digest, labels);
    }

    private static void digest(Hasher digest, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        for (float value : values) {
            if (!bytes.hasRemaining()) {
                digest.putBytes(bytes.flip());
                bytes.clear();
            }
            bytes.putFloat(value);
        }
        digest.putBytes(bytes.flip());
    }
}
