package org.gradus.examples.launcher.internal.images;

import java.util.Arrays;

/**
 * Brings pixels to mean 0 and standard deviation 1, channel by channel. Learned from the training split alone, so that
 * nothing of the validation and test splits leaks into training.
 */
public final class PixelScale {
    private final double[] means;
    private final double[] deviations;

    private PixelScale(double[] means, double[] deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    /** The scale of a split; a channel that is the same everywhere is only shifted. */
    public static PixelScale of(ImageSplit train) {
        int channels = train.shape().channels();
        int plane = train.shape().size() / channels;
        long[] sums = new long[channels];
        long[] squares = new long[channels];
        byte[] bytes = train.bytes();
        for (int i = 0; i < bytes.length; i++) {
            int channel = i / plane % channels;
            int value = bytes[i] & 0xff;
            sums[channel] += value;
            squares[channel] += (long) value * value;
        }
        double count = (double) train.size() * plane;
        double[] means = new double[channels];
        double[] deviations = new double[channels];
        for (int c = 0; c < channels; c++) {
            double mean = sums[c] / count;
            double variance = Math.max(0, squares[c] / count - mean * mean);
            means[c] = mean / 255;
            deviations[c] = variance > 0 ? Math.sqrt(variance) / 255 : 1;
        }
        return new PixelScale(means, deviations);
    }

    /** All images of a split, scaled, one after another. */
    public float[] apply(ImageSplit split) {
        int channels = means.length;
        int plane = split.shape().size() / channels;
        byte[] bytes = split.bytes();
        float[] scaled = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            int channel = i / plane % channels;
            scaled[i] = (float) (((bytes[i] & 0xff) / 255.0 - means[channel]) / deviations[channel]);
        }
        return scaled;
    }

    @Override
    public String toString() {
        return "mean " + Arrays.toString(means) + ", deviation " + Arrays.toString(deviations);
    }
}
