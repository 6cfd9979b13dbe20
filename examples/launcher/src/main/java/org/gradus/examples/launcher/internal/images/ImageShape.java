package org.gradus.examples.launcher.internal.images;

/**
 * The size of an image.
 *
 * @param channels 1 for grey, 3 for colour; at least 1
 * @param height in pixels, at least 1
 * @param width in pixels, at least 1
 */
public record ImageShape(int channels, int height, int width) {
    public ImageShape {
        if (!(channels >= 1 && height >= 1 && width >= 1)) {
            throw new IllegalArgumentException("an image needs at least one channel, row and column, but has "
                    + channels + ", " + height + " and " + width);
        }
    }

    /** How many values an image has. */
    public int size() {
        return channels * height * width;
    }

    @Override
    public String toString() {
        return height + " x " + width + (channels == 1 ? "" : " x " + channels);
    }
}
