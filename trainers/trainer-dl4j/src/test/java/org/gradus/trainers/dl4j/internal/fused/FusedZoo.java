package org.gradus.trainers.dl4j.internal.fused;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks for which there are stages, of odd sizes; together they have all stages and settings. */
final class FusedZoo {
    static final int CLASSES = 3;

    static final InputType IMAGES = InputType.convolutional(9, 7, 2);
    static final InputType MANY_CHANNELS = InputType.convolutional(6, 7, 5);
    static final InputType SERIES = InputType.recurrent(5, 6);
    static final InputType ROWS = InputType.feedForward(7);

    private FusedZoo() {}

    /**
     * A network.
     *
     * @param shape of a batch of features
     */
    record Example(MultiLayerConfiguration configuration, long... shape) {}

    static Map<String, Example> layers() {
        Map<String, Example> zoo = new LinkedHashMap<>();
        zoo.put("perceptron", rows(new Sgd(0.1), dense(Activation.RELU), dense(Activation.TANH), output()));
        zoo.put("sigmoid", rows(new Nesterovs(0.1, 0.8), dense(Activation.SIGMOID), output()));
        zoo.put("identity", rows(new Adam(0.01), dense(Activation.IDENTITY), noBias(Activation.RELU), output()));
        zoo.put("dropout", rows(new Adam(0.01), dropped(), output()));
        zoo.put("dropout of images", images(convolution(3, 1), new DropoutLayer(0.7), output()));
        zoo.put(
                "norm of rows",
                rows(
                        new Adam(0.01),
                        noBias(Activation.IDENTITY),
                        new BatchNormalization(),
                        new ActivationLayer(Activation.RELU),
                        output()));
        zoo.put(
                "images",
                images(convolution(3, 1), pooling(2, 2), convolution(2, 1), dense(Activation.RELU), output()));
        zoo.put("strides", images(convolution(3, 2), pooling(3, 1), convolution(3, 2), output()));
        zoo.put("overlapping", images(convolution(3, 1), pooling(3, 2), output()));
        zoo.put(
                "truncated",
                images(
                        truncated(3, 2, 1),
                        truncated(2, 1, 0),
                        new SubsamplingLayer.Builder(PoolingType.MAX)
                                .kernelSize(2, 2)
                                .stride(1, 1)
                                .padding(1, 1)
                                .convolutionMode(ConvolutionMode.Truncate)
                                .build(),
                        output()));
        zoo.put(
                "many channels",
                new Example(
                        listed(new Sgd(0.1), MANY_CHANNELS, convolution(3, 1), pooling(2, 2), output()), 4, 5, 6, 7));
        zoo.put(
                "norm",
                images(
                        bare(4),
                        new BatchNormalization.Builder().decay(0.8).eps(1e-3).build(),
                        new ActivationLayer(Activation.RELU),
                        bare(5),
                        new BatchNormalization.Builder().useLogStd(true).build(),
                        pooling(2, 2),
                        output()));
        zoo.put(
                "dropout for all layers",
                new Example(
                        settings(new Sgd(0.05))
                                .dropOut(0.8)
                                .list(
                                        bare(4),
                                        new BatchNormalization(),
                                        new ActivationLayer(Activation.RELU),
                                        pooling(2, 2),
                                        new GlobalPoolingLayer(PoolingType.AVG),
                                        output())
                                .setInputType(IMAGES)
                                .build(),
                        5,
                        2,
                        9,
                        7));
        zoo.put(
                "smooth images",
                images(
                        bare(4),
                        new BatchNormalization(),
                        new ActivationLayer(Activation.TANH),
                        bare(5),
                        new GlobalPoolingLayer(PoolingType.AVG),
                        output()));
        zoo.put("norm first", images(new BatchNormalization(), convolution(3, 1), output()));
        zoo.put("mean of images", images(convolution(3, 1), new GlobalPoolingLayer(PoolingType.AVG), output()));
        zoo.put("largest of images", images(convolution(3, 1), new GlobalPoolingLayer(PoolingType.MAX), output()));
        zoo.put(
                "leaky",
                images(
                        bare(4),
                        new BatchNormalization(),
                        new ActivationLayer(new ActivationLReLU(0.2)),
                        pooling(2, 2),
                        dense(Activation.LEAKYRELU),
                        output()));
        zoo.put(
                "exponential",
                images(
                        bare(4),
                        new BatchNormalization(),
                        new ActivationLayer(Activation.ELU),
                        pooling(2, 2),
                        dense(Activation.ELU),
                        output()));
        zoo.put(
                "rectified to 6",
                images(
                        bare(4),
                        new BatchNormalization.Builder().gamma(4).beta(2).build(),
                        new ActivationLayer(Activation.RELU6),
                        new GlobalPoolingLayer(PoolingType.AVG),
                        output()));
        zoo.put("lstm", series(lstm(4), last(3), output()));
        zoo.put(
                "activations upon activations",
                rows(
                        new Sgd(0.1),
                        dense(Activation.SIGMOID),
                        new ActivationLayer(Activation.TANH),
                        dense(Activation.TANH),
                        new ActivationLayer(Activation.TANH),
                        output()));
        zoo.put(
                "activations upon convolutions",
                images(convolution(3, 1), new ActivationLayer(Activation.SIGMOID), output()));
        zoo.put(
                "activations upon lstm",
                series(
                        lstm(4),
                        new ActivationLayer(Activation.TANH),
                        last(3),
                        new ActivationLayer(Activation.SIGMOID),
                        output()));
        zoo.put(
                "lstm of one step",
                new Example(listed(new Sgd(0.1), InputType.recurrent(5, 1), last(3), output()), 4, 5, 1));
        zoo.putAll(ChannelZoo.layers());
        zoo.putAll(SeriesZoo.layers());
        for (Activation smooth :
                new Activation[] {Activation.SWISH, Activation.GELU, Activation.MISH, Activation.SELU}) {
            zoo.put(
                    smooth.toString().toLowerCase(Locale.ROOT),
                    images(
                            bare(4),
                            new BatchNormalization(),
                            new ActivationLayer(smooth),
                            convolution(smooth),
                            dense(smooth),
                            output()));
        }
        zoo.put("regularized", regularized(settings(new Adam(0.01)).l2(0.1)));
        zoo.put("decayed", regularized(settings(new Nesterovs(0.1, 0.9)).weightDecay(0.1)));
        zoo.put("decayed without the rate", regularized(settings(new Sgd(0.1)).weightDecay(0.1, false)));
        zoo.put("sparse", regularized(settings(new Adam(0.01)).l1(0.1)));
        zoo.put(
                "clipped",
                regularized(settings(new Sgd(0.1))
                        .gradientNormalization(GradientNormalization.ClipL2PerParamType)
                        .gradientNormalizationThreshold(0.1)));
        zoo.put("other updater", regularized(settings(new RmsProp(0.01))));
        zoo.put(
                "negative log likelihood",
                rows(
                        new Sgd(0.1),
                        new OutputLayer.Builder(LossFunction.NEGATIVELOGLIKELIHOOD)
                                .nOut(CLASSES)
                                .build()));
        return zoo;
    }

    /**
     * A graph.
     *
     * @param shape of a batch of features
     */
    record GraphExample(ComputationGraphConfiguration configuration, long... shape) {}

    static Map<String, GraphExample> graphs() {
        return ImmutableMap.<String, GraphExample>builder()
                .put("residual", ofImages(residual()))
                .put("read twice through a layer that changes nothing", ofImages(activations("first", "sigmoid")))
                .put("read twice", ofImages(activations("first", "same", "sigmoid")))
                .put("norm read twice", ofImages(sumOfNorms("norm", "relu", "norm2")))
                .put("norm added to itself", ofImages(sumOfNorms("norm2", "norm2")))
                .put("lstm read twice", new GraphExample(sumOfSeries(), 4, 5, 6))
                .putAll(ChannelZoo.graphs())
                .build();
    }

    static GraphExample ofImages(ComputationGraphConfiguration graph) {
        return new GraphExample(graph, 5, 2, 9, 7);
    }

    private static ComputationGraphConfiguration sumOfNorms(String... summed) {
        return settings(new Nesterovs(0.05, 0.9))
                .graphBuilder()
                .addInputs("image")
                .addLayer("first", bare(4), "image")
                .addLayer("norm", new BatchNormalization(), "first")
                .addLayer("relu", new ActivationLayer(Activation.RELU), "norm")
                .addLayer("second", bare(4), "relu")
                .addLayer("norm2", new BatchNormalization(), "second")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), summed)
                .addLayer("tanh", new ActivationLayer(Activation.TANH), "sum")
                .addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), "tanh")
                .addLayer("output", output(), "mean")
                .setOutputs("output")
                .setInputTypes(IMAGES)
                .build();
    }

    private static ComputationGraphConfiguration sumOfSeries() {
        return settings(new Adam(0.01))
                .graphBuilder()
                .addInputs("series")
                .addLayer("first", lstm(4), "series")
                .addLayer("second", lstm(4), "first")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "first", "second")
                .addLayer("last", last(3), "sum")
                .addLayer("output", output(), "last")
                .setOutputs("output")
                .setInputTypes(SERIES)
                .build();
    }

    private static ComputationGraphConfiguration residual() {
        return settings(new Nesterovs(0.05, 0.9))
                .activation(Activation.IDENTITY)
                .graphBuilder()
                .addInputs("image")
                .addLayer("first", bare(4), "image")
                .addLayer("norm", new BatchNormalization(), "first")
                .addLayer("relu", new ActivationLayer(Activation.RELU), "norm")
                .addLayer("second", bare(4), "relu")
                .addLayer("third", bare(4), "second")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "relu", "third", "second")
                .addLayer("relu2", new ActivationLayer(Activation.RELU), "sum")
                .addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), "relu2")
                .addLayer("output", output(), "mean")
                .setOutputs("output")
                .setInputTypes(IMAGES)
                .build();
    }

    /** Layers that change nothing, before and after activations, with a sum of some outputs. */
    private static ComputationGraphConfiguration activations(String... summed) {
        return settings(new Nesterovs(0.05, 0.9))
                .graphBuilder()
                .addInputs("image")
                .addLayer("first", bare(4), "image")
                .addLayer("kept", new DropoutLayer.Builder().build(), "first")
                .addLayer("tanh", new ActivationLayer(Activation.TANH), "kept")
                .addLayer("same", new ActivationLayer(Activation.IDENTITY), "tanh")
                .addLayer("sigmoid", new ActivationLayer(Activation.SIGMOID), "same")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), summed)
                .addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), "sum")
                .addLayer("output", output(), "mean")
                .setOutputs("output")
                .setInputTypes(IMAGES)
                .build();
    }

    private static Example regularized(NeuralNetConfiguration.Builder settings) {
        return new Example(
                settings.list(dense(Activation.RELU), output())
                        .setInputType(ROWS)
                        .build(),
                5,
                7);
    }

    static NeuralNetConfiguration.Builder settings(IUpdater updater) {
        return new NeuralNetConfiguration.Builder().seed(5).updater(updater).convolutionMode(ConvolutionMode.Same);
    }

    static MultiLayerConfiguration listed(IUpdater updater, InputType input, Layer... layers) {
        return settings(updater).list(layers).setInputType(input).build();
    }

    static Example rows(IUpdater updater, Layer... layers) {
        return new Example(listed(updater, ROWS, layers), 5, 7);
    }

    static Example images(Layer... layers) {
        return new Example(listed(new Nesterovs(0.05, 0.9), IMAGES, layers), 5, 2, 9, 7);
    }

    static Example series(Layer... layers) {
        return new Example(listed(new Adam(0.01), SERIES, layers), 4, 5, 6);
    }

    static DenseLayer dense(Activation activation) {
        return new DenseLayer.Builder().nOut(6).activation(activation).build();
    }

    /** Below a normalization, a bias has no gradient but rounding errors, which Adam would make as large as any. */
    private static DenseLayer noBias(Activation activation) {
        return new DenseLayer.Builder()
                .nOut(5)
                .hasBias(false)
                .activation(activation)
                .build();
    }

    private static DenseLayer dropped() {
        return new DenseLayer.Builder()
                .nOut(6)
                .activation(Activation.RELU)
                .dropOut(0.8)
                .build();
    }

    private static ConvolutionLayer convolution(int side, int stride) {
        return new ConvolutionLayer.Builder(side, side)
                .nOut(4)
                .stride(stride, stride)
                .activation(Activation.RELU)
                .build();
    }

    private static ConvolutionLayer convolution(Activation activation) {
        return new ConvolutionLayer.Builder(3, 3).nOut(4).activation(activation).build();
    }

    static ConvolutionLayer bare(int filters) {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(filters)
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static ConvolutionLayer truncated(int side, int stride, int padding) {
        return new ConvolutionLayer.Builder(side, side)
                .nOut(4)
                .stride(stride, stride)
                .padding(padding, padding)
                .convolutionMode(ConvolutionMode.Truncate)
                .activation(Activation.RELU)
                .build();
    }

    static SubsamplingLayer pooling(int side, int stride) {
        return new SubsamplingLayer.Builder(PoolingType.MAX)
                .kernelSize(side, side)
                .stride(stride, stride)
                .build();
    }

    static LSTM lstm(int units) {
        return new LSTM.Builder().nOut(units).activation(Activation.TANH).build();
    }

    static LastTimeStep last(int units) {
        return new LastTimeStep(lstm(units));
    }

    static OutputLayer output() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build();
    }
}
