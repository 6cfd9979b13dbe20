package org.gradus.trainers.dl4j;

import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.trainers.dl4j.data.Examples;
import org.gradus.trainers.dl4j.data.InMemoryData;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Images of 8 by 8 pixels in three classes (a bright row, a bright column, neither) and networks for them. */
final class Tiny {
    static final int SIDE = 8;
    static final int CLASSES = 3;
    static final long[] SHAPE = {1, SIDE, SIDE};

    /** Far beyond what a float can hold after two updates. */
    static final double ABSURD = 1e20;

    private Tiny() {}

    static Configuration rate(double rate) {
        return Configuration.of(new LearningRate(rate));
    }

    static Examples examples(int size, long seed) {
        Random random = new Random(seed);
        int[] classes = IntStream.range(0, size).map(i -> i % CLASSES).toArray();
        float[] pixels = new float[size * SIDE * SIDE];
        for (int i = 0; i < size; i++) {
            int line = random.nextInt(SIDE);
            for (int p = 0; p < SIDE * SIDE; p++) {
                boolean bright = classes[i] == 0 && p / SIDE == line || classes[i] == 1 && p % SIDE == line;
                pixels[i * SIDE * SIDE + p] = (bright ? 1 : 0) + 0.3f * random.nextFloat();
            }
        }
        return Examples.ofClasses(pixels, SHAPE, classes, CLASSES);
    }

    /** 100 training examples: an epoch of 6 batches of 16, and 4 left over. */
    static InMemoryData data() {
        return InMemoryData.of("tiny", examples(100, 1), examples(30, 2), examples(30, 3));
    }

    /** A convolutional network that descends by SGD. */
    static MultiLayerConfiguration convolutional(Configuration configuration) {
        return convolutional(new Sgd(configuration.learningRate().value()));
    }

    static MultiLayerConfiguration convolutional(IUpdater updater) {
        return new NeuralNetConfiguration.Builder()
                .updater(updater)
                .activation(Activation.RELU)
                .convolutionMode(ConvolutionMode.Same)
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).build())
                .layer(new SubsamplingLayer.Builder()
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build())
                .layer(output())
                .setInputType(InputType.convolutional(SIDE, SIDE, 1))
                .build();
    }

    /** Batch normalization and dropout: state beside the parameters, and randomness within a step. */
    static MultiLayerConfiguration stateful(IUpdater updater) {
        return new NeuralNetConfiguration.Builder()
                .updater(updater)
                .activation(Activation.RELU)
                .convolutionMode(ConvolutionMode.Same)
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).build())
                .layer(new BatchNormalization.Builder().build())
                .layer(new SubsamplingLayer.Builder()
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build())
                .layer(new DropoutLayer.Builder(0.7).build())
                .layer(new DenseLayer.Builder().nOut(8).build())
                .layer(output())
                .setInputType(InputType.convolutional(SIDE, SIDE, 1))
                .build();
    }

    /** The same as a graph with a shortcut past the convolution. */
    static ComputationGraphConfiguration graph(Configuration configuration) {
        return new NeuralNetConfiguration.Builder()
                .updater(updater(configuration.categoryOr("updater", "adam"), 1))
                .activation(Activation.RELU)
                .convolutionMode(ConvolutionMode.Same)
                .graphBuilder()
                .addInputs("image")
                .addLayer(
                        "convolution",
                        new ConvolutionLayer.Builder(3, 3).nOut(4).build(),
                        "image")
                .addLayer("norm", new BatchNormalization.Builder().build(), "convolution")
                .addVertex("both", new org.deeplearning4j.nn.conf.graph.MergeVertex(), "norm", "image")
                .addLayer("dropout", new DropoutLayer.Builder(0.7).build(), "both")
                .addLayer("output", output(), "dropout")
                .setOutputs("output")
                .setInputTypes(InputType.convolutional(SIDE, SIDE, 1))
                .build();
    }

    static IUpdater updater(String name, double rate) {
        return switch (name) {
            case "sgd" -> new Sgd(rate);
            case "nesterovs" -> new Nesterovs(rate, 0.9);
            case "rmsprop" -> new RmsProp(rate);
            case "adam" -> new Adam(rate);
            default -> throw new IllegalArgumentException("unknown updater '" + name + "'");
        };
    }

    private static OutputLayer output() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build();
    }
}
