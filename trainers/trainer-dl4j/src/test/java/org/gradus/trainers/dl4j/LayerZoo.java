package org.gradus.trainers.dl4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks that have, together, every layer and setting for which another code path may be chosen. */
public final class LayerZoo {
    static final int SIDE = 8;
    static final int CLASSES = 3;

    private LayerZoo() {}

    /** Networks for images with this number of channels, by name. */
    public static Map<String, MultiLayerConfiguration> networks(int channels) {
        Map<String, MultiLayerConfiguration> zoo = new LinkedHashMap<>();
        zoo.put("plain", images(channels, convolution(3).build(), max(), dense(), output()));
        zoo.put(
                "deep",
                images(channels, convolution(3).build(), convolution(5).build(), max(), dense(), dense(), output()));
        zoo.put("no bias", images(channels, convolution(3).hasBias(false).build(), noBiasDense(), output()));
        for (Activation activation :
                List.of(Activation.IDENTITY, Activation.TANH, Activation.LEAKYRELU, Activation.ELU, Activation.RELU6)) {
            zoo.put(
                    activation.name(),
                    images(
                            channels,
                            convolution(3).activation(activation).build(),
                            new DenseLayer.Builder()
                                    .nOut(6)
                                    .activation(activation)
                                    .build(),
                            output()));
        }
        zoo.put("stride", images(channels, convolution(3).stride(2, 2).build(), dense(), output()));
        zoo.put("dilation", images(channels, convolution(3).dilation(2, 2).build(), dense(), output()));
        zoo.put("even kernel", images(channels, convolution(4).build(), max(), output()));
        zoo.put("oblong kernel", images(channels, oblong(), max(), output()));
        zoo.put("padding", images(channels, truncated(), max(), output()));
        zoo.put("average pooling", images(channels, convolution(3).build(), pool(PoolingType.AVG), output()));
        zoo.put("norm pooling", images(channels, convolution(3).build(), pool(PoolingType.PNORM), output()));
        zoo.put("global pooling", images(channels, convolution(3).build(), new GlobalPoolingLayer(), output()));
        zoo.put("overlapping pooling", images(channels, convolution(3).build(), overlapping(), dense(), output()));
        zoo.put(
                "batch norm",
                images(channels, convolution(3).build(), norm(false), max(), dense(), norm(false), output()));
        zoo.put("locked batch norm", images(channels, convolution(3).build(), norm(true), max(), output()));
        zoo.put("local response", images(channels, convolution(3).build(), new LocalResponseNormalization(), output()));
        zoo.put("separable", images(channels, convolution(3).build(), separable(), output()));
        zoo.put("depthwise", images(channels, convolution(3).build(), depthwise(), output()));
        zoo.put("deconvolution", images(channels, convolution(3).build(), deconvolution(), output()));
        zoo.put("layer norm", images(channels, convolution(3).build(), layerNorm(), output()));
        zoo.put("dropout", images(channels, convolution(3).dropOut(0.8).build(), droppedDense(), output()));
        zoo.put("drop connect", images(channels, noisyConvolution(), noisyDense(), output()));
        zoo.put("frozen", images(channels, new FrozenLayer(convolution(3).build()), dense(), output()));
        zoo.put("no workspaces", withoutWorkspaces(channels));
        return zoo;
    }

    /** Networks for series with this number of values a step, by name. */
    static Map<String, MultiLayerConfiguration> series(int values) {
        Map<String, MultiLayerConfiguration> zoo = new LinkedHashMap<>();
        zoo.put(
                "lstm",
                series(
                        values,
                        new LSTM.Builder().nOut(5).activation(Activation.TANH).build()));
        zoo.put("1d", series(values, new Convolution1DLayer.Builder(3).nOut(5).build()));
        return zoo;
    }

    /** Graphs for images of one channel, by name. */
    public static Map<String, ComputationGraphConfiguration> graphs() {
        Map<String, ComputationGraphConfiguration> zoo = new LinkedHashMap<>();
        zoo.put(
                "branches",
                settings()
                        .graphBuilder()
                        .addInputs("image")
                        .addLayer("narrow", convolution(3).build(), "image")
                        .addLayer("wide", convolution(5).build(), "image")
                        .addVertex("both", new MergeVertex(), "narrow", "wide")
                        .addLayer("pool", max(), "both")
                        .addLayer("dense", dense(), "pool")
                        .addLayer("output", output(), "dense")
                        .setOutputs("output")
                        .setInputTypes(InputType.convolutional(SIDE, SIDE, 1))
                        .build());
        zoo.put(
                "residual",
                settings()
                        .graphBuilder()
                        .addInputs("image")
                        .addLayer("first", convolution(3).build(), "image")
                        .addLayer("norm", norm(false), "first")
                        .addLayer("second", convolution(3).build(), "norm")
                        .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "first", "second")
                        .addLayer("dense", dense(), "sum")
                        .addLayer("beside", dense(), "sum")
                        .addVertex("product", new ElementWiseVertex(ElementWiseVertex.Op.Product), "dense", "beside")
                        .addLayer("output", output(), "product")
                        .setOutputs("output")
                        .setInputTypes(InputType.convolutional(SIDE, SIDE, 1))
                        .build());
        return zoo;
    }

    private static NeuralNetConfiguration.Builder settings() {
        return new NeuralNetConfiguration.Builder()
                .updater(new Nesterovs(0.05, 0.9))
                .activation(Activation.RELU)
                .l2(1e-3)
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(5)
                .convolutionMode(ConvolutionMode.Same);
    }

    private static MultiLayerConfiguration images(int channels, Layer... layers) {
        return listed(InputType.convolutional(SIDE, SIDE, channels), layers);
    }

    private static MultiLayerConfiguration listed(InputType input, Layer... layers) {
        return settings().list(layers).setInputType(input).build();
    }

    private static MultiLayerConfiguration withoutWorkspaces(int channels) {
        return settings()
                .trainingWorkspaceMode(WorkspaceMode.NONE)
                .inferenceWorkspaceMode(WorkspaceMode.NONE)
                .list(convolution(3).build(), max(), dense(), output())
                .setInputType(InputType.convolutional(SIDE, SIDE, channels))
                .build();
    }

    /** The arrays have rows, columns, channels. */
    static MultiLayerConfiguration rowsFirst(int channels) {
        return listed(
                InputType.convolutional(SIDE, SIDE, channels, CNN2DFormat.NHWC),
                convolution(3).dataFormat(CNN2DFormat.NHWC).build(),
                new SubsamplingLayer.Builder(PoolingType.MAX)
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .dataFormat(CNN2DFormat.NHWC)
                        .build(),
                new BatchNormalization.Builder().dataFormat(CNN2DFormat.NHWC).build(),
                dense(),
                output());
    }

    private static MultiLayerConfiguration series(int values, Layer layer) {
        return listed(InputType.recurrent(values, SIDE), layer, new GlobalPoolingLayer(), dense(), output());
    }

    private static ConvolutionLayer.Builder convolution(int side) {
        return new ConvolutionLayer.Builder(side, side).nOut(4);
    }

    private static ConvolutionLayer oblong() {
        return new ConvolutionLayer.Builder(3, 5).nOut(4).build();
    }

    private static ConvolutionLayer truncated() {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(4)
                .convolutionMode(ConvolutionMode.Truncate)
                .padding(2, 1)
                .build();
    }

    private static ConvolutionLayer noisyConvolution() {
        return convolution(3).weightNoise(new DropConnect(0.8)).build();
    }

    private static SubsamplingLayer max() {
        return pool(PoolingType.MAX);
    }

    private static SubsamplingLayer pool(PoolingType type) {
        SubsamplingLayer.Builder builder =
                new SubsamplingLayer.Builder(type).kernelSize(2, 2).stride(2, 2);
        return (type == PoolingType.PNORM ? builder.pnorm(2) : builder).build();
    }

    private static SubsamplingLayer overlapping() {
        return new SubsamplingLayer.Builder(PoolingType.MAX)
                .kernelSize(3, 3)
                .stride(2, 2)
                .build();
    }

    private static BatchNormalization norm(boolean locked) {
        return new BatchNormalization.Builder(locked).build();
    }

    private static SeparableConvolution2D separable() {
        return new SeparableConvolution2D.Builder(3, 3).nOut(4).build();
    }

    private static DepthwiseConvolution2D depthwise() {
        return new DepthwiseConvolution2D.Builder(3, 3).depthMultiplier(2).build();
    }

    private static Deconvolution2D deconvolution() {
        return new Deconvolution2D.Builder(3, 3).nOut(4).build();
    }

    private static DenseLayer dense() {
        return new DenseLayer.Builder().nOut(6).build();
    }

    private static DenseLayer noBiasDense() {
        return new DenseLayer.Builder().nOut(6).hasBias(false).build();
    }

    private static DenseLayer layerNorm() {
        return new DenseLayer.Builder().nOut(6).hasLayerNorm(true).build();
    }

    private static DenseLayer droppedDense() {
        return new DenseLayer.Builder().nOut(6).dropOut(0.8).build();
    }

    private static DenseLayer noisyDense() {
        return new DenseLayer.Builder()
                .nOut(6)
                .weightNoise(new DropConnect(0.8))
                .build();
    }

    private static OutputLayer output() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build();
    }
}
