package org.gradus.trainers.dl4j.internal.fused;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution of each channel by kernels of its own, with channels first, in training. A channel's planes of several examples are convolved
 * together. Arrays are first moved so that all of a loop begin at the same place, else HotSpot makes no vector instructions of it.
 */
final class DepthwiseLoops {
    private final WeightOrder order;
    private final Window window;
    private final Values images;
    private final Values output;
    private final INDArray weights;
    private final Values weightValues;
    private final Values weightGradient;
    private final @Nullable Bias bias;
    private final int kernels;
    private final Phases seen;
    private final Phases back;
    private final float[] kernel;
    private final float[] image;
    private final float[] places;
    private final float[] sums;
    private final float[] moved;

    /** Of each kernel of a channel and its pixels, what the gradient of a weight is the sum of. */
    private final float[][] products;

    DepthwiseLoops(Parameters parameters, WeightOrder order, Window window, Values images, Values output) {
        this.order = order;
        this.window = window;
        this.images = images;
        this.output = output;
        weights = parameters.value("W");
        weightValues = parameters.values("W");
        weightGradient = parameters.gradients("W");
        bias = Bias.of(parameters);
        kernels = output.size(1) / images.size(1);
        int planes = Math.max(1, Math.min(images.size(0), Values.PIECE / Phases.size(window)));
        seen = new Phases(window, planes);
        back = new Phases(window, planes);
        kernel = new float[weightValues.length()];
        image = new float[window.pixels()];
        places = new float[window.places()];
        sums = new float[seen.length()];
        moved = new float[seen.length()];
        products = new float[kernels * window.kernel()[0] * window.kernel()[1]][seen.length()];
    }

    private interface OnPixel {
        void compute(int y, int x);
    }

    private void eachOfKernel(OnPixel computation) {
        for (int y = 0; y < window.kernel()[0]; y++) {
            for (int x = 0; x < window.kernel()[1]; x++) {
                computation.compute(y, x);
            }
        }
    }

    private int atWeight(int channel, int multiple, int y, int x) {
        return order == WeightOrder.KERNEL_FIRST ? at(y, x, channel, multiple) : at(multiple, channel, y, x);
    }

    private int at(int... indices) {
        long at = 0;
        for (int i = 0; i < indices.length; i++) {
            at += (long) indices[i] * weights.stride(i);
        }
        return (int) at;
    }

    private int planesFrom(int example) {
        return Math.min(seen.planes(), images.size(0) - example);
    }

    private void see(int channel, int from, int planes) {
        for (int plane = 0; plane < planes; plane++) {
            images.get(((from + plane) * images.size(1) + channel) * image.length, image, 0, image.length);
            seen.put(plane, image);
        }
    }

    private int atOutput(int example, int channel) {
        return (example * output.size(1) + channel) * places.length;
    }

    void forward() {
        weightValues.get(0, kernel, 0, kernel.length);
        float[] terms = bias == null ? new float[output.size(1)] : bias.terms();
        for (int channel = 0; channel < images.size(1); channel++) {
            for (int from = 0; from < images.size(0); from += seen.planes()) {
                int planes = planesFrom(from);
                see(channel, from, planes);
                for (int multiple = 0; multiple < kernels; multiple++) {
                    convolve(channel, multiple, terms[channel * kernels + multiple], seen.count(planes));
                    for (int plane = 0; plane < planes; plane++) {
                        seen.gather(plane, sums, places);
                        output.put(atOutput(from + plane, channel * kernels + multiple), places, 0, places.length);
                    }
                }
            }
        }
    }

    private void convolve(int channel, int multiple, float term, int count) {
        Arrays.fill(sums, 0, count, term);
        eachOfKernel((y, x) -> {
            System.arraycopy(seen.of(y, x), seen.offset(y, x), moved, 0, count);
            Kernels.addMultiple(sums, moved, kernel[atWeight(channel, multiple, y, x)], count);
        });
    }

    /**
     * Computes the gradients of the parameters, and at the images.
     *
     * @param below at the images; null if it is not wanted
     */
    void backward(Values delta, @Nullable Values below) {
        weightValues.get(0, kernel, 0, kernel.length);
        float[] ofWeights = new float[kernel.length];
        float[] ofBias = new float[output.size(1)];
        for (int channel = 0; channel < images.size(1); channel++) {
            for (int from = 0; from < images.size(0); from += seen.planes()) {
                int planes = planesFrom(from);
                see(channel, from, planes);
                back.clear();
                for (int multiple = 0; multiple < kernels; multiple++) {
                    Arrays.fill(sums, 0);
                    for (int plane = 0; plane < planes; plane++) {
                        delta.get(atOutput(from + plane, channel * kernels + multiple), places, 0, places.length);
                        seen.spread(plane, places, sums);
                    }
                    int count = seen.count(planes);
                    differentiate(channel, multiple, count);
                    ofBias[channel * kernels + multiple] += Kernels.sum(sums, 0, count);
                }
                if (below != null) {
                    put(channel, from, planes, below);
                }
            }
            sumProducts(channel, ofWeights);
        }
        weightGradient.put(0, ofWeights, 0, ofWeights.length);
        if (bias != null) {
            bias.setGradient(ofBias);
        }
    }

    private void differentiate(int channel, int multiple, int count) {
        eachOfKernel((y, x) -> {
            int offset = seen.offset(y, x);
            System.arraycopy(seen.of(y, x), offset, moved, 0, count);
            Kernels.addProducts(products[atProducts(multiple, y, x)], sums, moved, count);
            System.arraycopy(back.of(y, x), offset, moved, 0, count);
            Kernels.addMultiple(moved, sums, kernel[atWeight(channel, multiple, y, x)], count);
            System.arraycopy(moved, 0, back.of(y, x), offset, count);
        });
    }

    private int atProducts(int multiple, int y, int x) {
        return (multiple * window.kernel()[0] + y) * window.kernel()[1] + x;
    }

    private void sumProducts(int channel, float[] ofWeights) {
        for (int i = 0; i < kernels; i++) {
            int multiple = i;
            eachOfKernel((y, x) -> {
                float[] ofWeight = products[atProducts(multiple, y, x)];
                ofWeights[atWeight(channel, multiple, y, x)] = Kernels.sum(ofWeight, 0, ofWeight.length);
                Arrays.fill(ofWeight, 0);
            });
        }
    }

    private void put(int channel, int from, int planes, Values below) {
        for (int plane = 0; plane < planes; plane++) {
            back.get(plane, image);
            below.put(((from + plane) * images.size(1) + channel) * image.length, image, 0, image.length);
        }
    }
}
