package org.gradus.examples.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A network for colour images of 32 x 32 whose convolutions are parted (Howard et al. 2017): each channel by itself, then all channels of a
 * pixel.
 */
final class MobileNetwork {
    private static final int SIDE = 32;
    private static final int STEM = 32;

    private MobileNetwork() {}

    static MultiLayerConfiguration configuration(IUpdater updater) {
        List<Layer> layers = new ArrayList<>();
        addNormalized(layers, new ConvolutionLayer.Builder(3, 3).nOut(STEM).hasBias(false));
        addBlock(layers, 64, 2);
        addBlock(layers, 128, 2);
        addBlock(layers, 128, 1);
        layers.add(new GlobalPoolingLayer(PoolingType.AVG));
        layers.add(BenchmarkCnn.output().build());
        return new NeuralNetConfiguration.Builder()
                .updater(updater)
                .weightInit(WeightInit.RELU)
                .activation(Activation.IDENTITY)
                .convolutionMode(ConvolutionMode.Same)
                .list(layers.toArray(Layer[]::new))
                .setInputType(InputType.convolutional(SIDE, SIDE, 3))
                .build();
    }

    private static void addBlock(List<Layer> layers, int filters, int stride) {
        addNormalized(
                layers,
                new DepthwiseConvolution2D.Builder(3, 3).stride(stride, stride).hasBias(false));
        addNormalized(layers, new ConvolutionLayer.Builder(1, 1).nOut(filters).hasBias(false));
    }

    private static void addNormalized(List<Layer> layers, ConvolutionLayer.BaseConvBuilder<?> convolution) {
        layers.add(convolution.build());
        layers.add(new BatchNormalization());
        layers.add(new ActivationLayer(Activation.RELU));
    }
}
