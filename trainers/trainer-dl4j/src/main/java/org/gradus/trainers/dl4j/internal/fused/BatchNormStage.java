package org.gradus.trainers.dl4j.internal.fused;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;

/**
 * Batch normalization of channels (Ioffe and Szegedy 2015, algorithm 1). A channel's mean and variance are combined from those of its planes
 * (Chan, Golub and LeVeque 1979), so that every value is read once. As Deeplearning4j has it, the change of the running averages is their
 * gradient, which a rate of 1 applies. In training it may include the rectifier that follows, so that nothing between them is written.
 */
final class BatchNormStage implements Stage {
    /** In shorter loops, what comes before and after the vector instructions takes longer than a pass over all values. */
    private static final int LONG = 256;

    private final BatchNormalization settings;
    private final Signal input;
    private final Signal output;
    private Signal result;
    private boolean rectifies;
    private final Values below;
    private final Values gamma;
    private final Values beta;
    private final Values gammaGradient;
    private final Values betaGradient;
    private final RunningAverages averages;
    private final int channels;
    private final int size;
    private final double[] means;
    private final double[] variances;
    private final float[] scales;
    private final float[] shifts;
    private final float[] planes;
    private final float[] gradients;

    BatchNormStage(Parameters parameters, BatchNormalization settings, Signal input, Arena arena) {
        this.settings = settings;
        this.input = input;
        Values values = input.values();
        output = new Signal(arena.allocate(values.shape()), true, arena);
        result = output;
        below = input.newGradient();
        gamma = parameters.values("gamma");
        beta = parameters.values("beta");
        gammaGradient = parameters.gradients("gamma");
        betaGradient = parameters.gradients("beta");
        averages = new RunningAverages(parameters, settings);
        channels = values.size(1);
        size = values.length() / values.size(0) / channels;
        means = new double[channels];
        variances = new double[channels];
        scales = new float[channels];
        shifts = new float[channels];
        planes = new float[channels * size];
        gradients = new float[channels * size];
    }

    Signal input() {
        return input;
    }

    Signal output() {
        return output;
    }

    /** Whether loops over a channel, or over a row, are long enough to include a rectifier. */
    boolean isLong() {
        return size == 1 || size >= LONG;
    }

    /** Includes the rectifier that computes a signal of the output, which no other stage reads. */
    void rectify(Signal rectified) {
        result = rectified;
        rectifies = true;
    }

    /** Normalizes by the running averages. */
    MergedStage.Step step() {
        return new Normalization();
    }

    private final class Normalization implements MergedStage.Step {
        /** Those of the channels, which come last, again and again. */
        private final float[] factors = new float[Pieces.ofRows(channels)];

        private final float[] terms = new float[factors.length];

        @Override
        public void begin() {
            averages.read(means, variances);
            setScales();
            repeat(scales, factors);
            repeat(shifts, terms);
        }

        private void repeat(float[] ofChannels, float[] into) {
            for (int i = 0; i < into.length; i++) {
                into[i] = ofChannels[i % channels];
            }
        }

        @Override
        public void apply(float[] piece, int from, int count) {
            Kernels.scale(piece, count, factors, terms);
        }
    }

    private int examples() {
        return input.values().size(0);
    }

    @Override
    public void forward(boolean training) {
        if (training) {
            measure();
        } else {
            averages.read(means, variances);
        }
        setScales();
        for (int example = 0; example < examples(); example++) {
            input.values().get(example * planes.length, planes, 0, planes.length);
            normalize();
            result.values().put(example * planes.length, planes, 0, planes.length);
        }
    }

    private void normalize() {
        if (size == 1) {
            Kernels.scale(planes, channels, scales, shifts);
            if (rectifies) {
                Kernels.rectify(planes, channels);
            }
            return;
        }
        for (int c = 0; c < channels; c++) {
            if (rectifies) {
                Kernels.scaleAndRectify(planes, c * size, size, scales[c], shifts[c]);
            } else {
                Kernels.scale(planes, c * size, size, scales[c], shifts[c]);
            }
        }
    }

    /** What each channel is multiplied by, and what is added then. */
    private void setScales() {
        gamma.get(0, scales, 0, channels);
        beta.get(0, shifts, 0, channels);
        for (int c = 0; c < channels; c++) {
            double scale = scales[c] / Math.sqrt(variances[c] + settings.getEps());
            scales[c] = (float) scale;
            shifts[c] = (float) (shifts[c] - means[c] * scale);
        }
    }

    private void measure() {
        Arrays.fill(means, 0);
        Arrays.fill(variances, 0);
        for (int example = 0; example < examples(); example++) {
            input.values().get(example * planes.length, planes, 0, planes.length);
            double share = 1.0 / (example + 1);
            for (int c = 0; c < channels; c++) {
                float mean = size == 1 ? planes[c] : Kernels.sum(planes, c * size, size) / size;
                double squares = size == 1 ? 0 : Kernels.sumOfSquares(planes, mean, c * size, size);
                double apart = mean - means[c];
                means[c] += apart * share;
                variances[c] += squares + apart * apart * size * example * share;
            }
        }
        double count = (double) examples() * size;
        for (int c = 0; c < channels; c++) {
            variances[c] /= count;
        }
    }

    @Override
    public void backward() {
        averages.differentiate(means, variances);
        Values delta = result.gradient();
        double[] sums = new double[channels];
        double[] products = new double[channels];
        for (int example = 0; example < examples(); example++) {
            read(delta, example);
            if (size == 1) {
                RowKernels.addSums(sums, products, planes, means, gradients);
                continue;
            }
            for (int c = 0; c < channels; c++) {
                sums[c] += Kernels.sum(gradients, c * size, size);
                products[c] += Kernels.sumOfProducts(planes, (float) means[c], gradients, c * size, size);
            }
        }
        double count = (double) examples() * size;
        float[] factors = new float[channels];
        float[] terms = new float[channels];
        for (int c = 0; c < channels; c++) {
            double variance = variances[c] + settings.getEps();
            factors[c] = (float) (-scales[c] * products[c] / variance / count);
            terms[c] = (float) (-scales[c] * sums[c] / count - factors[c] * means[c]);
            products[c] /= Math.sqrt(variance);
        }
        put(sums, betaGradient);
        put(products, gammaGradient);
        if (input.isTrained()) {
            for (int example = 0; example < examples(); example++) {
                read(delta, example);
                if (size == 1) {
                    RowKernels.combine(gradients, scales, planes, factors, terms);
                }
                for (int c = 0; size > 1 && c < channels; c++) {
                    Kernels.combine(gradients, scales[c], planes, factors[c], terms[c], c * size, size);
                }
                below.put(example * planes.length, gradients, 0, gradients.length);
            }
        }
    }

    private void read(Values delta, int example) {
        delta.get(example * planes.length, gradients, 0, gradients.length);
        input.values().get(example * planes.length, planes, 0, planes.length);
        if (rectifies && size == 1) {
            RowKernels.rectifyGradient(gradients, planes, scales, shifts);
        }
        for (int c = 0; rectifies && size > 1 && c < channels; c++) {
            Kernels.rectifyGradient(gradients, planes, scales[c], shifts[c], c * size, size);
        }
    }

    private static void put(double[] sums, Values into) {
        float[] narrow = new float[sums.length];
        for (int i = 0; i < sums.length; i++) {
            narrow[i] = (float) sums[i];
        }
        into.put(0, narrow, 0, narrow.length);
    }
}
