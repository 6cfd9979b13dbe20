package org.gradus.examples.launcher.internal.images;

import java.util.Arrays;

/** Images with their labels: a training, validation or test split. Immutable. */
public final class ImageSplit {
    private final ImageShape shape;
    private final byte[] pixels;
    private final int[] labels;

    /**
     * @param pixels unsigned bytes; the images one after another, each channel by channel and row by row
     * @param labels the class of each image, counted from 0
     */
    ImageSplit(ImageShape shape, byte[] pixels, int[] labels) {
        if (pixels.length != (long) labels.length * shape.size()) {
            throw new IllegalArgumentException(labels.length + " images of " + shape + " have "
                    + (long) labels.length * shape.size() + " values, but there are " + pixels.length);
        }
        this.shape = shape;
        this.pixels = pixels;
        this.labels = labels;
    }

    public ImageShape shape() {
        return shape;
    }

    /** How many images there are. */
    public int size() {
        return labels.length;
    }

    /** The class of an image, counted from 0. */
    public int label(int image) {
        return labels[image];
    }

    /** A copy of the classes, in the order of the images. */
    public int[] labels() {
        return labels.clone();
    }

    /** The values of an image in [0, 1], channel by channel and row by row. */
    public float[] pixels(int image) {
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (pixels[image * values.length + i] & 0xff) / 255f;
        }
        return values;
    }

    /** The images at these places, in this order. */
    ImageSplit select(int[] images) {
        int size = shape.size();
        byte[] selected = new byte[images.length * size];
        for (int i = 0; i < images.length; i++) {
            System.arraycopy(pixels, images[i] * size, selected, i * size, size);
        }
        return new ImageSplit(
                shape, selected, Arrays.stream(images).map(i -> labels[i]).toArray());
    }

    /** The raw values, not copied. */
    byte[] bytes() {
        return pixels;
    }
}
