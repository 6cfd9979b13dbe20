package org.gradus.trainers.dl4j.internal.fused;

import java.util.Optional;
import org.deeplearning4j.nn.conf.ConvolutionMode;

/**
 * How a kernel moves over an image, in pixels; first rows, then columns.
 *
 * @param kernel its size
 * @param stride how far it moves
 * @param pad how far it begins above and left of the image
 * @param image the image's size
 * @param output how many places it has
 * @param same whether the output's size follows from the image's and the stride alone
 */
record Window(int[] kernel, int[] stride, int[] pad, int[] image, int[] output, boolean same) {
    /** The place of the order of the weights' dimensions among the arguments of ND4J's convolutions. */
    static final int WEIGHT_ORDER = 10;

    /** The place of the order of the images' dimensions among the arguments of ND4J's convolutions. */
    static final int CHANNELS_LAST = 9;

    /** The window, unless the mode is another, or the kernel does not fit as the mode wants. */
    static Optional<Window> of(ConvolutionMode mode, int[] kernel, int[] stride, int[] padding, Values images) {
        int[] image = {images.size(2), images.size(3)};
        int[] pad = new int[2];
        int[] output = new int[2];
        boolean same = mode == ConvolutionMode.Same;
        for (int i = 0; i < 2; i++) {
            if (same) {
                output[i] = (image[i] + stride[i] - 1) / stride[i];
                pad[i] = Math.max(0, (output[i] - 1) * stride[i] + kernel[i] - image[i]) / 2;
            } else {
                int room = image[i] + 2 * padding[i] - kernel[i];
                if (mode == ConvolutionMode.Causal
                        || room < 0
                        || (mode == ConvolutionMode.Strict && room % stride[i] != 0)) {
                    return Optional.empty();
                }
                output[i] = room / stride[i] + 1;
                pad[i] = padding[i];
            }
        }
        return Optional.of(new Window(kernel, stride, pad, image, output, same));
    }

    /** A kernel of one pixel, at each of them. */
    static Window ofPixels(Values images) {
        int[] image = {images.size(2), images.size(3)};
        return new Window(new int[] {1, 1}, new int[] {1, 1}, new int[2], image, image, true);
    }

    /** A kernel of the whole image. */
    static Window ofAll(Values images) {
        int[] image = {images.size(2), images.size(3)};
        return new Window(image, new int[] {1, 1}, new int[2], image, new int[] {1, 1}, false);
    }

    /** Whether the kernel is one pixel that moves over all. */
    boolean isPixel() {
        return kernel[0] * kernel[1] * stride[0] * stride[1] == 1 && pad[0] + pad[1] == 0;
    }

    /** The pixels of an image. */
    int pixels() {
        return image[0] * image[1];
    }

    /** The number of places. */
    int places() {
        return output[0] * output[1];
    }

    /** Whether oneDNN takes the window: not where one dimension needs padding and the other has two pixels or more that no place sees. */
    boolean isNative() {
        return !same || isInside() || (missing(0) > -2 && missing(1) > -2);
    }

    /** Whether no padding is needed. */
    private boolean isInside() {
        return missing(0) <= 0 && missing(1) <= 0;
    }

    /** The rows or columns that all places see, above those of the image. */
    private int missing(int dimension) {
        return (output[dimension] - 1) * stride[dimension] + kernel[dimension] - image[dimension];
    }

    /** The arguments of ND4J's convolutions, for channels first and weights in Deeplearning4j's order. */
    long[] convolutionArguments() {
        return new long[] {
            kernel[0], kernel[1], stride[0], stride[1], pad[0], pad[1], 1, 1, same && !isInside() ? 1 : 0, 0, 1
        };
    }

    /**
     * The arguments of ND4J's mean pooling; padding does not count. The order of the images' dimensions is said where convolutions say
     * that of weights.
     */
    long[] meanArguments(boolean channelsLast) {
        long[] arguments = convolutionArguments();
        arguments[WEIGHT_ORDER] = channelsLast ? 1 : 0;
        return arguments;
    }
}
