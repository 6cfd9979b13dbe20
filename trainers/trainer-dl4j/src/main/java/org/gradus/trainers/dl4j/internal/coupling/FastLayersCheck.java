package org.gradus.trainers.dl4j.internal.coupling;

import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Trains a small network three times: with replaced layers, by fused training, and by Deeplearning4j alone, and compares the parameters.
 * Signatures do not show that a layer calls its methods in the order that our layers rely on, or what its parameters mean.
 */
public final class FastLayersCheck {
    private static final int SIDE = 6;
    private static final int EXAMPLES = 4;
    private static final int STEPS = 3;
    private static final double RATE = 0.1;

    /** Floats summed in another order differ in the last of seven digits. */
    private static final double TOLERANCE = 1e-4;

    private FastLayersCheck() {}

    /** Trains a network for a step. */
    public interface Step {
        /**
         * Trains.
         *
         * @param iteration the steps made before
         */
        void fit(MultiLayerNetwork network, DataSet batch, int iteration);
    }

    /**
     * Does nothing where this module was tested; elsewhere, {@link Assumption#FAST_LAYERS} is refuted by a difference.
     *
     * @param fused the training that takes the place of Deeplearning4j's
     */
    public static void run(String version, Step fused) {
        if (!version.equals(Dl4jVersion.EXPECTED)
                && Assumption.FAST_LAYERS.holds()
                && !(agrees(FastLayers::install) && agrees(fused))) {
            Assumption.FAST_LAYERS.refute(
                    "FastLayers trains a small network as Deeplearning4j's own layers do, but not those of " + version);
        }
    }

    static boolean agrees(Consumer<MultiLayerNetwork> replacement) {
        return agree(replacement, FastLayersCheck::plainly);
    }

    static boolean agrees(Step fused) {
        return agree(network -> {}, fused);
    }

    private static void plainly(MultiLayerNetwork network, DataSet batch, int iteration) {
        network.fit(batch);
    }

    private static boolean agree(Consumer<MultiLayerNetwork> replacement, Step step) {
        try {
            INDArray expected = trained(network -> {}, FastLayersCheck::plainly);
            return trained(replacement, step).equalsWithEps(expected, TOLERANCE);
        } catch (RuntimeException | LinkageError e) {
            return false;
        }
    }

    private static INDArray trained(Consumer<MultiLayerNetwork> replacement, Step training) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration());
        network.init();
        replacement.accept(network);
        INDArray images = waves(EXAMPLES * SIDE * SIDE).reshape(EXAMPLES, 1, SIDE, SIDE);
        INDArray classes = Nd4j.eye(2).repeat(0, EXAMPLES / 2);
        for (int step = 0; step < STEPS; step++) {
            training.fit(network, new DataSet(images, classes), step);
        }
        return network.params();
    }

    private static MultiLayerConfiguration configuration() {
        return new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(RATE))
                .activation(Activation.RELU)
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(2).build())
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(3).build())
                .layer(new DenseLayer.Builder().nOut(5).build())
                .layer(new OutputLayer.Builder()
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(SIDE, SIDE, 1))
                .build();
    }

    private static INDArray waves(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) Math.sin(i);
        }
        return Nd4j.createFromArray(values);
    }
}
