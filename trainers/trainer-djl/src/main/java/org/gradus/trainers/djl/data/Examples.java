package org.gradus.trainers.djl.data;

import com.google.common.hash.Hasher;
import com.google.common.primitives.ImmutableLongArray;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Examples with their labels, in memory. Immutable: the arrays that it is made from are not to be changed afterwards. */
public final class Examples {
    private final float[] features;
    private final ImmutableLongArray featureShape;
    private final float[] labels;
    private final ImmutableLongArray labelShape;
    private final int size;
    private final int classes;

    private Examples(float[] features, long[] featureShape, float[] labels, long[] labelShape, int size, int classes) {
        if (size == 0) {
            throw new IllegalArgumentException("a split needs at least 1 example, but is empty");
        }
        requireLength("features", features, featureShape, size);
        requireLength("labels", labels, labelShape, size);
        this.features = features;
        this.featureShape = ImmutableLongArray.copyOf(featureShape);
        this.labels = labels;
        this.labelShape = ImmutableLongArray.copyOf(labelShape);
        this.size = size;
        this.classes = classes;
    }

    /**
     * Examples of classes. The label that a loss gets is the number of the class.
     *
     * @param features example after example; kept, not copied; finite
     * @param shape of one example, such as {1, 28, 28}: channels, height, width
     * @param classOf the class of each example, in [0, classes)
     * @param classes the number of classes, at least 2
     * @throws IllegalArgumentException if they do not fit together
     */
    public static Examples ofClasses(float[] features, long[] shape, int[] classOf, int classes) {
        if (classes < 2) {
            throw new IllegalArgumentException("a classification needs at least 2 classes, but has " + classes);
        }
        float[] labels = new float[classOf.length];
        for (int i = 0; i < classOf.length; i++) {
            if (classOf[i] < 0 || classOf[i] >= classes) {
                throw new IllegalArgumentException(
                        "the class of example " + i + " must be in [0, " + classes + "), but is " + classOf[i]);
            }
            labels[i] = classOf[i];
        }
        return new Examples(features, shape, labels, new long[0], classOf.length, classes);
    }

    /**
     * Examples of numbers to predict, as in a regression. They need a loss that takes such labels.
     *
     * @param features example after example; kept, not copied; finite
     * @param shape of the features of one example
     * @param labels example after example; kept, not copied; finite
     * @param labelShape of the label of one example, such as {1}
     * @throws IllegalArgumentException if they do not fit together
     */
    public static Examples ofValues(float[] features, long[] shape, float[] labels, long[] labelShape) {
        int size = Math.toIntExact(features.length / elements(shape));
        return new Examples(features, shape, labels, labelShape, size, 0);
    }

    private static void requireLength(String what, float[] values, long[] shape, int size) {
        long length = Math.multiplyExact(elements(shape), size);
        if (values.length != length) {
            throw new IllegalArgumentException(size + " examples of shape " + Arrays.toString(shape) + " have " + length
                    + " " + what + ", but " + values.length + " were given");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "value " + i + " of the " + what + " must be finite, but is " + values[i]);
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

    /** The number of examples, at least 1. */
    public int size() {
        return size;
    }

    /** The number of classes, at least 2; 0 where labels are other numbers. */
    public int classes() {
        return classes;
    }

    /** Whether each example belongs to one class. */
    public boolean isClassification() {
        return classes > 0;
    }

    /** The shape of one example. */
    public long[] featureShape() {
        return featureShape.toArray();
    }

    /** The shape of one label: {} for the number of a class. */
    public long[] labelShape() {
        return labelShape.toArray();
    }

    /** The features of all examples, example after example, to be read alone. */
    public FloatBuffer features() {
        return FloatBuffer.wrap(features).asReadOnlyBuffer();
    }

    /** The labels of all examples, example after example, to be read alone. */
    public FloatBuffer labels() {
        return FloatBuffer.wrap(labels).asReadOnlyBuffer();
    }

    /** The shape of one example and of its label, in words. */
    String shapes() {
        return Arrays.toString(featureShape())
                + (classes > 0 ? " in " + classes + " classes" : " with labels " + Arrays.toString(labelShape()));
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
