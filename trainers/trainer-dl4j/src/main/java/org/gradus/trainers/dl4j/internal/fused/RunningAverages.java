package org.gradus.trainers.dl4j.internal.fused;

import org.deeplearning4j.nn.conf.layers.BatchNormalization;

/**
 * The running mean and variance of a batch normalization, among the network's parameters; the variance may be kept as the logarithm of the
 * standard deviation.
 */
final class RunningAverages {
    private final double decay;
    private final boolean logarithm;
    private final Values means;
    private final Values spreads;
    private final Values meanGradient;
    private final Values spreadGradient;
    private final float[] mean;
    private final float[] spread;

    RunningAverages(Parameters parameters, BatchNormalization settings) {
        decay = settings.getDecay();
        logarithm = settings.isUseLogStd();
        String name = logarithm ? "log10stdev" : "var";
        means = parameters.values("mean");
        spreads = parameters.values(name);
        meanGradient = parameters.gradients("mean");
        spreadGradient = parameters.gradients(name);
        mean = new float[means.length()];
        spread = new float[mean.length];
    }

    private void load() {
        means.get(0, mean, 0, mean.length);
        spreads.get(0, spread, 0, spread.length);
    }

    private double variance(int channel) {
        return logarithm ? Math.pow(10, 2 * spread[channel]) : spread[channel];
    }

    /** Reads the averages. */
    void read(double[] intoMeans, double[] intoVariances) {
        load();
        for (int c = 0; c < mean.length; c++) {
            intoMeans[c] = mean[c];
            intoVariances[c] = variance(c);
        }
    }

    /** Sets the gradients, by which the averages come to include a batch. */
    void differentiate(double[] batchMeans, double[] batchVariances) {
        load();
        for (int c = 0; c < mean.length; c++) {
            double variance = variance(c);
            mean[c] = (float) ((mean[c] - batchMeans[c]) * (1 - decay));
            spread[c] = (float)
                    (logarithm
                            ? Math.log10(variance / (decay * variance + (1 - decay) * batchVariances[c])) / 2
                            : (variance - batchVariances[c]) * (1 - decay));
        }
        meanGradient.put(0, mean, 0, mean.length);
        spreadGradient.put(0, spread, 0, spread.length);
    }
}
