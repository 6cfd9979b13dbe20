package org.gradus.examples.benchmark;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The network that is measured: 16 filters of 5 x 5, pooling, 32 of 5 x 5, pooling, 128 hidden units, softmax over 10
 * classes, for grey images of 28 x 28. Knows Deeplearning4j alone, because the plain loop runs without Gradus.
 */
final class BenchmarkCnn {
    static final int SIDE = 28;
    static final int CLASSES = 10;

    /**
     * High enough to learn in 32 steps, low enough to stay away from where rounding errors grow: at 0.01 parameters that differ
     * by a millionth give losses that differ by 4 % after 32 steps, at 0.003 by 2e-6.
     */
    static final double RATE = 0.003;

    private static final double MOMENTUM = 0.9;

    private BenchmarkCnn() {}

    static MultiLayerConfiguration configuration(long seed) {
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(new Nesterovs(RATE, MOMENTUM))
                .weightInit(WeightInit.RELU)
                .activation(Activation.RELU)
                .convolutionMode(ConvolutionMode.Same)
                .list()
                .layer(new ConvolutionLayer.Builder(5, 5).nOut(16).build())
                .layer(pooling())
                .layer(new ConvolutionLayer.Builder(5, 5).nOut(32).build())
                .layer(pooling())
                .layer(new DenseLayer.Builder().nOut(128).build())
                .layer(output().build())
                .setInputType(InputType.convolutional(SIDE, SIDE, 1))
                .build();
    }

    /** Softmax over the classes. */
    static OutputLayer.Builder output() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .nOut(CLASSES);
    }

    /** The largest of each 2 x 2. */
    static SubsamplingLayer pooling() {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }
}
