package org.gradus.examples.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradus.core.trial.Seeds;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.gradus.trainers.dl4j.data.Examples;
import org.gradus.trainers.dl4j.data.InMemoryData;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;

/** The networks that are compared with PyTorch, as {@code pytorch_networks.py} has them. */
final class MeasuredNetworks {
    /** The examples of a test split. */
    static final int EVALUATED = 1024;

    private static final double RATE = BenchmarkCnn.RATE;
    private static final double MOMENTUM = 0.9;
    private static final long[] GREY = {1, 28, 28};
    private static final long[] COLOUR = {3, 32, 32};
    private static final int SERIES = 28;
    private static final int HIDDEN = 128;
    private static final int INPUTS = 20;
    private static final int TINY = 12;

    private MeasuredNetworks() {}

    /**
     * A network and what it is trained on.
     *
     * @param name in lines and for PyTorch
     * @param shape of an example
     * @param batch the examples of a step
     * @param steps of an epoch
     * @param trainer of the network on such data
     */
    record MeasuredNetwork(
            String name, long[] shape, int batch, int steps, Function<InMemoryData, Dl4jTrainer> trainer) {
        /** Random examples: those of an epoch, a batch to validate, and {@link MeasuredNetworks#EVALUATED} to test. */
        InMemoryData data(long seed) {
            return InMemoryData.of(
                    name, examples(seed, steps * batch, 1), examples(seed, batch, 2), examples(seed, EVALUATED, 3));
        }

        private Examples examples(long seed, int count, long part) {
            Random random = new Random(Seeds.mix(seed, part));
            int size = (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
            float[] values = new float[count * size];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            int[] classes = random.ints(count, 0, BenchmarkCnn.CLASSES).toArray();
            return Examples.ofClasses(values, shape, classes, BenchmarkCnn.CLASSES);
        }
    }

    /** All of them. */
    static List<MeasuredNetwork> all() {
        return List.of(
                layers("cnn", GREY, 64, 20, cnn()),
                layers("vgg", COLOUR, 64, 6, vgg()),
                new MeasuredNetwork(
                        "resnet",
                        COLOUR,
                        64,
                        8,
                        data -> Dl4jTrainer.ofGraph(c -> ResidualNetwork.configuration(updater()), data)),
                layers("mobile", COLOUR, 64, 6, MobileNetwork.configuration(updater())),
                layers("lstm", new long[] {SERIES, SERIES}, 64, 20, lstm()),
                layers("perceptron", new long[] {INPUTS}, 32, 500, perceptron()),
                layers("tiny", new long[] {1, TINY, TINY}, 4, 250, tiny()));
    }

    private static MeasuredNetwork layers(
            String name, long[] shape, int batch, int steps, MultiLayerConfiguration configuration) {
        return new MeasuredNetwork(name, shape, batch, steps, data -> Dl4jTrainer.of(c -> configuration, data));
    }

    static IUpdater updater() {
        return new Nesterovs(RATE, MOMENTUM);
    }

    private static MultiLayerConfiguration cnn() {
        return listed(
                updater(),
                InputType.convolutional(GREY[1], GREY[2], GREY[0]),
                List.of(
                        convolution(32),
                        BenchmarkCnn.pooling(),
                        convolution(64),
                        BenchmarkCnn.pooling(),
                        convolution(128),
                        dense(HIDDEN),
                        BenchmarkCnn.output().build()));
    }

    private static MultiLayerConfiguration vgg() {
        List<Layer> layers = new ArrayList<>();
        for (int filters : new int[] {32, 64, 128}) {
            for (int twice = 0; twice < 2; twice++) {
                layers.add(new ConvolutionLayer.Builder(3, 3)
                        .nOut(filters)
                        .activation(Activation.IDENTITY)
                        .hasBias(false)
                        .build());
                layers.add(new BatchNormalization());
                layers.add(new ActivationLayer(Activation.RELU));
            }
            layers.add(BenchmarkCnn.pooling());
        }
        layers.add(new DenseLayer.Builder().nOut(HIDDEN).dropOut(0.5).build());
        layers.add(BenchmarkCnn.output().build());
        return listed(updater(), InputType.convolutional(COLOUR[1], COLOUR[2], COLOUR[0]), layers);
    }

    private static MultiLayerConfiguration lstm() {
        return listed(
                new Adam(RATE),
                InputType.recurrent(SERIES, SERIES),
                List.of(
                        new LSTM.Builder()
                                .nOut(HIDDEN)
                                .activation(Activation.TANH)
                                .build(),
                        new LastTimeStep(new LSTM.Builder()
                                .nOut(HIDDEN)
                                .activation(Activation.TANH)
                                .build()),
                        BenchmarkCnn.output().build()));
    }

    private static MultiLayerConfiguration perceptron() {
        return listed(
                new Adam(RATE),
                InputType.feedForward(INPUTS),
                List.of(dense(64), dense(64), BenchmarkCnn.output().build()));
    }

    private static MultiLayerConfiguration tiny() {
        return listed(
                updater(),
                InputType.convolutional(TINY, TINY, 1),
                List.of(
                        convolution(8),
                        BenchmarkCnn.pooling(),
                        convolution(16),
                        BenchmarkCnn.pooling(),
                        dense(32),
                        BenchmarkCnn.output().build()));
    }

    private static MultiLayerConfiguration listed(IUpdater updater, InputType input, List<Layer> layers) {
        return new NeuralNetConfiguration.Builder()
                .updater(updater)
                .weightInit(WeightInit.RELU)
                .activation(Activation.RELU)
                .convolutionMode(ConvolutionMode.Same)
                .list(layers.toArray(Layer[]::new))
                .setInputType(input)
                .build();
    }

    private static ConvolutionLayer convolution(int filters) {
        return new ConvolutionLayer.Builder(3, 3).nOut(filters).build();
    }

    private static DenseLayer dense(int units) {
        return new DenseLayer.Builder().nOut(units).build();
    }
}
