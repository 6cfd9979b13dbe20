package org.gradus.trainers.dl4j.internal.fused;

import java.util.Arrays;
import org.gradus.trainers.dl4j.internal.coupling.NativeOp;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The convolution of a network's input images, which have few channels: a product of matrices, of which one holds what the kernel sees at
 * each place. oneDNN's convolution computes with at least 16 channels. No gradient is computed at the images.
 */
final class ImageConvolutionStage implements Stage {
    /** Images have up to this number of channels. */
    private static final int FEW_CHANNELS = 4;

    /** 64 MiB of floating point numbers. */
    private static final long MOST_SEEN = 1 << 24;

    private final Window window;
    private final Signal input;
    private final Signal output;
    private final Values seen;
    private final Values across;
    private final NativeOp product;
    private final NativeOp weightProduct;
    private final @Nullable Bias bias;
    private final int filters;
    private final int examples;
    private final float[] images;
    private final float[] plane;

    ImageConvolutionStage(Parameters parameters, Window window, Signal input, Arena arena) {
        this.window = window;
        this.input = input;
        Values values = input.values();
        INDArray weights = parameters.value("W");
        filters = (int) weights.size(0);
        examples = values.size(0);
        output = new Signal(arena.allocate(examples, filters, window.output()[0], window.output()[1]), true, arena);
        int height = values.size(1) * window.kernel()[0] * window.kernel()[1];
        long width = (long) examples * window.places();
        seen = arena.allocate(height, width);
        across = arena.allocate(filters, width);
        product = NativeOp.product(weights.reshape('c', filters, height), seen.array(), across.array());
        weightProduct = NativeOp.product(
                across.array(),
                seen.array().transpose(),
                parameters.gradient("W").reshape('c', filters, height));
        bias = Bias.of(parameters);
        images = new float[values.size(1) * window.pixels()];
        plane = new float[window.places()];
    }

    /** Whether an input is of images, and what the kernel sees fits into little memory. */
    static boolean isFor(Signal input, Window window) {
        Values images = input.values();
        long seen = (long) images.size(0) * images.size(1) * window.kernel()[0] * window.kernel()[1] * window.places();
        return !input.isTrained() && images.size(1) <= FEW_CHANNELS && seen <= MOST_SEEN;
    }

    Signal output() {
        return output;
    }

    @Override
    public void forward(boolean training) {
        for (int example = 0; example < examples; example++) {
            input.values().get(example * images.length, images, 0, images.length);
            see(example);
        }
        product.run();
        float[] terms = bias == null ? new float[filters] : bias.terms();
        for (int filter = 0; filter < filters; filter++) {
            for (int example = 0; example < examples; example++) {
                across.get(atAcross(filter, example), plane, 0, plane.length);
                Kernels.scale(plane, 0, plane.length, 1, terms[filter]);
                output.values().put(atOutput(filter, example), plane, 0, plane.length);
            }
        }
    }

    private int atAcross(int filter, int example) {
        return (filter * examples + example) * plane.length;
    }

    private int atOutput(int filter, int example) {
        return (example * filters + filter) * plane.length;
    }

    private void see(int example) {
        int row = 0;
        for (int channel = 0; channel < input.values().size(1); channel++) {
            for (int y = 0; y < window.kernel()[0]; y++) {
                for (int x = 0; x < window.kernel()[1]; x++) {
                    fill(channel * window.pixels(), y - window.pad()[0], x - window.pad()[1]);
                    seen.put((row * examples + example) * plane.length, plane, 0, plane.length);
                    row++;
                }
            }
        }
    }

    /** What a pixel of the kernel sees at all places: 0 beside the image. */
    private void fill(int channel, int down, int right) {
        int width = window.image()[1];
        int stride = window.stride()[1];
        int places = window.output()[1];
        int first = right >= 0 ? 0 : Math.min(places, (-right + stride - 1) / stride);
        int last = Math.max(first, Math.min(places, (width - right + stride - 1) / stride));
        for (int line = 0; line < window.output()[0]; line++) {
            int to = line * places;
            int y = line * window.stride()[0] + down;
            if (y < 0 || y >= window.image()[0]) {
                Arrays.fill(plane, to, to + places, 0);
                continue;
            }
            Arrays.fill(plane, to, to + first, 0);
            Arrays.fill(plane, to + last, to + places, 0);
            int from = channel + y * width + right;
            if (stride == 1) {
                System.arraycopy(images, from + first, plane, to + first, last - first);
            } else {
                for (int place = first; place < last; place++) {
                    plane[to + place] = images[from + place * stride];
                }
            }
        }
    }

    @Override
    public void backward() {
        Values delta = output.gradient();
        float[] sums = new float[filters];
        for (int filter = 0; filter < filters; filter++) {
            for (int example = 0; example < examples; example++) {
                delta.get(atOutput(filter, example), plane, 0, plane.length);
                across.put(atAcross(filter, example), plane, 0, plane.length);
                sums[filter] += Kernels.sum(plane, 0, plane.length);
            }
        }
        weightProduct.run();
        if (bias != null) {
            bias.setGradient(sums);
        }
    }
}
