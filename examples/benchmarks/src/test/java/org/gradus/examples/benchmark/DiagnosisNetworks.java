package org.gradus.examples.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;

/** The hidden layers of the networks that {@link DiagnosisTables} trains. */
final class DiagnosisNetworks {
    private DiagnosisNetworks() {}

    static List<Layer> dense(Activation activation, int... units) {
        return Arrays.stream(units)
                .<Layer>mapToObj(n -> new DenseLayer.Builder()
                        .activation(activation)
                        .weightInit(activation == Activation.RELU ? WeightInit.RELU : WeightInit.XAVIER)
                        .nOut(n)
                        .build())
                .toList();
    }

    /** Dense layers with batch normalization before each rectifier. */
    static List<Layer> denseBatchNorm(int... units) {
        List<Layer> layers = new ArrayList<>();
        for (int n : units) {
            layers.add(new DenseLayer.Builder()
                    .activation(Activation.IDENTITY)
                    .nOut(n)
                    .build());
            layers.add(new BatchNormalization());
            layers.add(rectifier());
        }
        return layers;
    }

    /** Two blocks and a hidden layer. */
    static List<Layer> cnn() {
        return List.of(
                convolution(5, 6), BenchmarkCnn.pooling(), convolution(3, 12), BenchmarkCnn.pooling(), hidden(32));
    }

    /** The same with batch normalization in both blocks. */
    static List<Layer> cnnBatchNorm() {
        return List.of(
                linear(5, 6, 1),
                new BatchNormalization(),
                rectifier(),
                BenchmarkCnn.pooling(),
                linear(3, 12, 1),
                new BatchNormalization(),
                rectifier(),
                BenchmarkCnn.pooling(),
                hidden(32));
    }

    /** Two wider blocks; half of the inputs of the hidden layer are dropped. */
    static List<Layer> wideCnnDropout() {
        return List.of(
                convolution(3, 12),
                BenchmarkCnn.pooling(),
                convolution(3, 24),
                BenchmarkCnn.pooling(),
                new DenseLayer.Builder().dropOut(0.5).nOut(64).build());
    }

    /** Strides in place of pooling; half of the inputs of the hidden layer are dropped. */
    static List<Layer> strideCnnDropout() {
        return List.of(
                linear(5, 6, 2),
                rectifier(),
                linear(3, 12, 2),
                rectifier(),
                new DenseLayer.Builder().dropOut(0.5).nOut(32).build());
    }

    /** Four convolutions, three of them with strides. */
    static List<Layer> deepStrideCnn() {
        return List.of(
                linear(3, 6, 2),
                rectifier(),
                linear(3, 8, 2),
                rectifier(),
                linear(3, 12, 1),
                rectifier(),
                linear(3, 12, 2),
                rectifier(),
                hidden(32));
    }

    /** The rows of an image, a column of it at each step. */
    static List<Layer> lstm(int units) {
        return List.of(new LastTimeStep(new LSTM.Builder()
                .activation(Activation.TANH)
                .weightInit(WeightInit.XAVIER)
                .nOut(units)
                .build()));
    }

    private static Layer hidden(int units) {
        return new DenseLayer.Builder().nOut(units).build();
    }

    private static Layer convolution(int side, int filters) {
        return new ConvolutionLayer.Builder(side, side).nOut(filters).build();
    }

    private static Layer linear(int side, int filters, int stride) {
        return new ConvolutionLayer.Builder(side, side)
                .stride(stride, stride)
                .activation(Activation.IDENTITY)
                .nOut(filters)
                .build();
    }

    private static Layer rectifier() {
        return new ActivationLayer(Activation.RELU);
    }
}
