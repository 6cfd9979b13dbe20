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
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Trains a small network with replaced layers and with Deeplearning4j's own, and compares the parameters. Signatures do not
 * show that a layer calls its methods in the order that our layers rely on.
 */
public final class FastLayersCheck {
    private static final int SIDE = 6;
    private static final int EXAMPLES = 4;
    private static final int STEPS = 3;
    private static final double RATE = 0.1;

    /** Floats summed in another order differ in the last of seven digits. */
    private static final double TOLERANCE = 1e-4;

    private FastLayersCheck() {}

    /** Does nothing where this module was tested; elsewhere, {@link Assumption#FAST_LAYERS} is refuted by a difference. */
    public static void run(String version) {
        if (!version.equals(Dl4jVersion.EXPECTED) && Assumption.FAST_LAYERS.holds() && !agrees(FastLayers::install)) {
            Assumption.FAST_LAYERS.refute(
                    "FastLayers trains a small network as Deeplearning4j's own layers do, but not those of " + version);
        }
    }

    static boolean agrees(Consumer<MultiLayerNetwork> replacement) {
        try {
            INDArray expected = trained(network -> {});
            return trained(replacement).equalsWithEps(expected, TOLERANCE);
        } catch (RuntimeException | LinkageError e) {
            return false;
        }
    }

    private static INDArray trained(Consumer<MultiLayerNetwork> replacement) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration());
        network.init();
        replacement.accept(network);
        INDArray images = waves(EXAMPLES * SIDE * SIDE).reshape(EXAMPLES, 1, SIDE, SIDE);
        INDArray classes = Nd4j.eye(2).repeat(0, EXAMPLES / 2);
        for (int step = 0; step < STEPS; step++) {
            network.fit(images, classes);
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
