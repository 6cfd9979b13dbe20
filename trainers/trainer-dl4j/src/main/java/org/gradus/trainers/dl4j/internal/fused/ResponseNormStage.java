package org.gradus.trainers.dl4j.internal.fused;

import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;

/**
 * Local response normalization (Krizhevsky, Sutskever and Hinton 2012, section 3.3) with the exponent 3/4: each value is divided by
 * (k + alpha s)^(3/4), where s is the sum of the squares of the channels beside it, at most n/2 away. As Deeplearning4j has it, the gradient
 * takes the divisor of a value for those of its neighbours, too, a difference of the order of alpha squared.
 */
final class ResponseNormStage implements ImageStage {
    static final double EXPONENT = 0.75;

    private final float bias;
    private final float share;
    private final int reach;
    private final Signal input;
    private final Signal output;
    private final Values below;
    private final int channels;
    private final int size;
    private final float[] image;
    private final float[] terms;
    private final float[] sums;
    private final float[] gradient;

    ResponseNormStage(LocalResponseNormalization settings, Signal input, Arena arena) {
        this.input = input;
        bias = (float) settings.getK();
        share = (float) settings.getAlpha();
        reach = (int) settings.getN() / 2;
        Values images = input.values();
        output = new Signal(arena.allocate(images.shape()), input.isTrained(), arena);
        below = input.newGradient();
        channels = images.size(1);
        size = images.size(2) * images.size(3);
        image = new float[channels * size];
        terms = new float[image.length];
        sums = new float[image.length];
        gradient = new float[image.length];
    }

    @Override
    public Signal input() {
        return input;
    }

    @Override
    public Signal output() {
        return output;
    }

    private int examples() {
        return input.values().size(0);
    }

    @Override
    public void forward(boolean training) {
        for (int example = 0; example < examples(); example++) {
            input.values().get(example * image.length, image, 0, image.length);
            square();
            addNeighbours(size);
            normalize(image);
            output.values().put(example * image.length, image, 0, image.length);
        }
    }

    @Override
    public EvaluationStage channelsLast(Values images, Values result) {
        return () -> {
            for (int example = 0; example < examples(); example++) {
                images.get(example * image.length, image, 0, image.length);
                square();
                addNeighboursOfPixels();
                normalize(image);
                result.put(example * image.length, image, 0, image.length);
            }
        };
    }

    private void square() {
        for (int i = 0; i < image.length; i++) {
            terms[i] = image[i] * image[i];
        }
    }

    /** Sums terms over neighbouring channels, each of whole planes. */
    private void addNeighbours(int plane) {
        System.arraycopy(terms, 0, sums, 0, terms.length);
        for (int apart = 1; apart <= Math.min(reach, channels - 1); apart++) {
            int shift = apart * plane;
            Kernels.add(sums, shift, terms, 0, terms.length - shift);
            Kernels.add(sums, 0, terms, shift, terms.length - shift);
        }
    }

    private void addNeighboursOfPixels() {
        System.arraycopy(terms, 0, sums, 0, terms.length);
        for (int pixel = 0; pixel < terms.length; pixel += channels) {
            for (int apart = 1; apart <= Math.min(reach, channels - 1); apart++) {
                Kernels.add(sums, pixel + apart, terms, pixel, channels - apart);
                Kernels.add(sums, pixel, terms, pixel + apart, channels - apart);
            }
        }
    }

    /** Divides values; the sums become those with the bias. */
    private void normalize(float[] values) {
        for (int i = 0; i < values.length; i++) {
            float scale = bias + share * sums[i];
            float root = (float) Math.sqrt(scale);
            values[i] = values[i] / (root * (float) Math.sqrt(root));
            sums[i] = scale;
        }
    }

    @Override
    public void backward() {
        if (!input.isTrained()) {
            return;
        }
        Values delta = output.gradient();
        float[] scales = new float[image.length];
        for (int example = 0; example < examples(); example++) {
            int at = example * image.length;
            input.values().get(at, image, 0, image.length);
            delta.get(at, gradient, 0, gradient.length);
            square();
            addNeighbours(size);
            normalize(gradient);
            System.arraycopy(sums, 0, scales, 0, sums.length);
            System.arraycopy(gradient, 0, terms, 0, terms.length);
            Kernels.multiply(terms, image, terms.length);
            addNeighbours(size);
            subtract(scales);
            below.put(at, gradient, 0, gradient.length);
        }
    }

    private void subtract(float[] scales) {
        float factor = 2 * share * (float) EXPONENT;
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = gradient[i] - factor * image[i] * sums[i] / scales[i];
        }
    }
}
