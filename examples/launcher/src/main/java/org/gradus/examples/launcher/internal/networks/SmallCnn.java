package org.gradus.examples.launcher.internal.networks;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.examples.launcher.internal.images.ImageData;
import org.gradus.examples.launcher.internal.images.ImageShape;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A convolutional network that trains in seconds on one core: blocks of convolution and pooling, one hidden dense layer,
 * softmax. Two blocks for images of up to 32 pixels, one more whenever the side doubles.
 *
 * @param shape of the images
 * @param classes how many there are, at least 2
 * @param optimizer where the configuration does not choose one as {@value #UPDATER}
 * @param variant what is added to the blocks
 */
public record SmallCnn(ImageShape shape, int classes, Optimizer optimizer, Variant variant) {
    /** The parameter of a search space that chooses the optimizer. */
    public static final String UPDATER = "updater";

    /** The parameter of a search space that is the momentum of {@link Optimizer#NESTEROVS}, in [0, 1). */
    public static final String MOMENTUM = "momentum";

    /** The parameter of a search space that, times the rate, is the share by which a step shrinks the weights, 0 or more. */
    public static final String WEIGHT_DECAY = "weightDecay";

    private static final int FILTERS = 8;
    private static final int HIDDEN = 64;
    /** The share of activations that dropout keeps. */
    private static final double KEPT = 0.5;

    public SmallCnn {
        if (classes < 2) {
            throw new IllegalArgumentException("a classifier needs at least 2 classes, but has " + classes);
        }
    }

    /** The plain network. */
    public SmallCnn(ImageShape shape, int classes, Optimizer optimizer) {
        this(shape, classes, optimizer, Variant.PLAIN);
    }

    /** The network for these images. */
    public static SmallCnn of(ImageData data, Optimizer optimizer, Variant variant) {
        return new SmallCnn(data.shape(), data.classes(), optimizer, variant);
    }

    /** The network of a configuration. Its rate is only the first one: the trainer sets the rate at every step. */
    public MultiLayerConfiguration configure(Configuration configuration) {
        Optimizer chosen = configuration.has(UPDATER) ? Optimizer.named(configuration.category(UPDATER)) : optimizer;
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .updater(updater(chosen, configuration))
                .weightInit(WeightInit.RELU) // He et al., arXiv 1502.01852
                .activation(Activation.RELU)
                .convolutionMode(ConvolutionMode.Same)
                .list();
        for (int block = 0; block < blocks(); block++) {
            addConvolution(layers, configuration, block);
            layers.layer(new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                    .kernelSize(2, 2)
                    .stride(2, 2)
                    .build());
        }
        // So small that the untrained network guesses: its loss is ln(classes), not above that of a network that a high
        // rate has broken.
        OutputLayer.Builder output = new OutputLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .weightInit(new NormalDistribution(0, 0.01))
                .nOut(classes);
        DenseLayer.Builder hidden = new DenseLayer.Builder().nOut(HIDDEN);
        if (variant == Variant.DROPOUT) {
            hidden.dropOut(KEPT);
            output.dropOut(KEPT);
        }
        return layers.layer(decayed(configuration, hidden).build())
                .layer(decayed(configuration, output).build())
                .setInputType(InputType.convolutional(shape.height(), shape.width(), shape.channels()))
                .build();
    }

    private void addConvolution(NeuralNetConfiguration.ListBuilder layers, Configuration configuration, int block) {
        int kernel = block == 0 ? 5 : 3;
        ConvolutionLayer.Builder convolution = new ConvolutionLayer.Builder(kernel, kernel).nOut(FILTERS << block);
        if (variant != Variant.BATCH_NORM) {
            layers.layer(decayed(configuration, convolution).build());
            return;
        }
        layers.layer(decayed(configuration, convolution.activation(Activation.IDENTITY))
                        .build())
                .layer(new BatchNormalization())
                .layer(new ActivationLayer(Activation.RELU));
    }

    /** Layer by layer, because the network's own setting gives the decay to each layer twice. */
    private static <B extends BaseLayer.Builder<?>> B decayed(Configuration configuration, B layer) {
        if (configuration.has(WEIGHT_DECAY)) {
            layer.weightDecay(configuration.real(WEIGHT_DECAY));
        }
        return layer;
    }

    private static IUpdater updater(Optimizer optimizer, Configuration configuration) {
        double rate = configuration.realOr(SearchSpace.LEARNING_RATE, optimizer.defaultRate());
        return switch (optimizer) {
            case SGD -> new Sgd(rate);
            case NESTEROVS -> new Nesterovs(rate, configuration.realOr(MOMENTUM, Nesterovs.DEFAULT_NESTEROV_MOMENTUM));
            case ADAM -> new Adam(rate);
            case RMSPROP -> new RmsProp(rate);
        };
    }

    private int blocks() {
        int side = Math.max(shape.height(), shape.width());
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(side - 1);
        return Math.max(2, bits - 3);
    }
}
