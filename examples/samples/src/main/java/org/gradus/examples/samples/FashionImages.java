package org.gradus.examples.samples;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.gradus.trainers.dl4j.data.Examples;
import org.gradus.trainers.dl4j.data.InMemoryData;

/** A few images of Fashion-MNIST, 28 x 28 pixels in 10 classes. */
final class FashionImages {
    private static final String FOLDER = "/org/gradus/examples/fashion-mini/";
    private static final int IMAGE_HEADER = 16;
    private static final int LABEL_HEADER = 8;
    private static final int PIXELS = 28 * 28;
    private static final int CLASSES = 10;
    private static final long[] SHAPE = {1, 28, 28};

    private FashionImages() {}

    /** For Deeplearning4j: 320 images to train on, and 160 each for validation and test: enough to see how it works, in seconds. */
    static InMemoryData load() {
        byte[] images = read("val1000-images-idx3-ubyte.gz", IMAGE_HEADER);
        byte[] labels = read("val1000-labels-idx1-ubyte.gz", LABEL_HEADER);
        return InMemoryData.of(
                "fashion-images",
                examples(images, labels, 0, 320),
                examples(images, labels, 320, 480),
                examples(images, labels, 480, 640));
    }

    private static Examples examples(byte[] images, byte[] labels, int from, int to) {
        return Examples.ofClasses(pixels(images, from, to), SHAPE, classes(labels, from, to), CLASSES);
    }

    /** The same images as the trainer of the Deep Java Library takes them. */
    static org.gradus.trainers.djl.data.InMemoryData loadForDjl() {
        byte[] images = read("val1000-images-idx3-ubyte.gz", IMAGE_HEADER);
        byte[] labels = read("val1000-labels-idx1-ubyte.gz", LABEL_HEADER);
        return org.gradus.trainers.djl.data.InMemoryData.of(
                "fashion-images",
                examplesForDjl(images, labels, 0, 320),
                examplesForDjl(images, labels, 320, 480),
                examplesForDjl(images, labels, 480, 640));
    }

    private static org.gradus.trainers.djl.data.Examples examplesForDjl(
            byte[] images, byte[] labels, int from, int to) {
        return org.gradus.trainers.djl.data.Examples.ofClasses(
                pixels(images, from, to), SHAPE, classes(labels, from, to), CLASSES);
    }

    private static float[] pixels(byte[] images, int from, int to) {
        float[] pixels = new float[(to - from) * PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (Byte.toUnsignedInt(images[from * PIXELS + i]) - 128) / 128f;
        }
        return pixels;
    }

    private static int[] classes(byte[] labels, int from, int to) {
        int[] classes = new int[to - from];
        Arrays.setAll(classes, i -> labels[from + i]);
        return classes;
    }

    /** What follows the header of a file in the IDX format. */
    private static byte[] read(String file, int header) {
        InputStream packed = FashionImages.class.getResourceAsStream(FOLDER + file);
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(Objects.requireNonNull(packed)))) {
            in.skipNBytes(header);
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
