package org.gradus.trainers.dl4j.internal.fused;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Networks of {@link FusedZoo} that treat channels apart, put them side by side, or pool by means. */
final class ChannelZoo {
    private ChannelZoo() {}

    static Map<String, FusedZoo.Example> layers() {
        Map<String, FusedZoo.Example> zoo = new LinkedHashMap<>();
        zoo.put("depthwise", images(FusedZoo.bare(4), depthwise(3, 1, 2).build()));
        zoo.put(
                "depthwise with strides",
                images(FusedZoo.bare(3), depthwise(3, 2, 1).build()));
        zoo.put("depthwise of the input", images(depthwise(3, 1, 2).build()));
        zoo.put(
                "depthwise without bias",
                images(FusedZoo.bare(4), depthwise(2, 1, 2).hasBias(false).build()));
        zoo.put(
                "depthwise with dropout",
                images(FusedZoo.bare(4), depthwise(3, 1, 1).dropOut(0.8).build()));
        zoo.put(
                "depthwise with padding",
                images(
                        FusedZoo.bare(4),
                        depthwise(3, 2, 2)
                                .convolutionMode(ConvolutionMode.Truncate)
                                .padding(1, 1)
                                .build()));
        zoo.put(
                "mobile",
                images(
                        depthwise(3, 1, 1)
                                .hasBias(false)
                                .activation(Activation.IDENTITY)
                                .build(),
                        new BatchNormalization(),
                        new ActivationLayer(Activation.TANH),
                        pixels(5),
                        new BatchNormalization(),
                        new ActivationLayer(Activation.TANH),
                        new GlobalPoolingLayer(PoolingType.AVG)));
        zoo.put(
                "images of rows",
                new FusedZoo.Example(
                        FusedZoo.listed(
                                new Nesterovs(0.05, 0.9),
                                InputType.convolutionalFlat(9, 7, 2),
                                FusedZoo.bare(4),
                                FusedZoo.pooling(3, 2),
                                FusedZoo.output()),
                        5,
                        2 * 9 * 7));
        zoo.put("separable", images(FusedZoo.bare(3), separable(3, 1, 2).build()));
        zoo.put("separable of the input", images(separable(3, 2, 1).build()));
        zoo.put(
                "separable without bias",
                images(FusedZoo.bare(3), separable(2, 1, 2).hasBias(false).build()));
        zoo.put(
                "separable with padding and dropout",
                images(
                        FusedZoo.bare(3),
                        separable(3, 2, 2)
                                .convolutionMode(ConvolutionMode.Truncate)
                                .padding(1, 1)
                                .dropOut(0.8)
                                .build()));
        zoo.put("means", images(FusedZoo.bare(4), means(2, 2).build()));
        zoo.put("means of the input", images(means(2, 2).build(), FusedZoo.bare(4)));
        zoo.put("overlapping means", images(FusedZoo.bare(4), means(3, 2).build()));
        zoo.put(
                "means with padding",
                images(
                        FusedZoo.bare(4),
                        means(3, 2)
                                .convolutionMode(ConvolutionMode.Truncate)
                                .padding(1, 1)
                                .build()));
        zoo.put(
                "zeros around",
                images(
                        new ZeroPaddingLayer(1, 0, 2, 3),
                        FusedZoo.bare(4),
                        new BatchNormalization(),
                        new ZeroPaddingLayer(2, 1),
                        FusedZoo.pooling(2, 2),
                        new ActivationLayer(Activation.TANH)));
        zoo.put(
                "upsampled",
                images(
                        new Upsampling2D.Builder(2).build(),
                        FusedZoo.bare(4),
                        means(2, 2).build(),
                        new ActivationLayer(Activation.TANH),
                        new Upsampling2D.Builder(3).build(),
                        new GlobalPoolingLayer(PoolingType.AVG)));
        zoo.put(
                "response norm",
                images(FusedZoo.bare(7), responseNorm().build(), means(2, 2).build()));
        zoo.put(
                "strong response norm",
                images(
                        FusedZoo.bare(4),
                        responseNorm().build(),
                        responseNorm().k(1).alpha(0.5).n(3).build()));
        return zoo;
    }

    private static LocalResponseNormalization.Builder responseNorm() {
        return new LocalResponseNormalization.Builder();
    }

    static Map<String, FusedZoo.GraphExample> graphs() {
        Map<String, FusedZoo.GraphExample> zoo = new LinkedHashMap<>();
        zoo.put("merged images", FusedZoo.ofImages(merged("norm", "relu", "second")));
        zoo.put("merged with the input", FusedZoo.ofImages(merged("image", "second")));
        zoo.put("merged with itself", FusedZoo.ofImages(merged("second", "second")));
        zoo.put("images read as rows too", FusedZoo.ofImages(asRows("pooled")));
        zoo.put("the input read as rows too", FusedZoo.ofImages(asRows("image")));
        zoo.put("merged rows", new FusedZoo.GraphExample(mergedRows(), 5, 7));
        zoo.put("upsampled and merged", FusedZoo.ofImages(upsampled()));
        zoo.put("convolved steps merged with an lstm", new FusedZoo.GraphExample(mergedForms(), 4, 5, 6));
        zoo.put("merged series", new FusedZoo.GraphExample(mergedSeries(), 4, 5, 6));
        return zoo;
    }

    private static ComputationGraphConfiguration merged(String... inputs) {
        return FusedZoo.settings(new Nesterovs(0.05, 0.9))
                .graphBuilder()
                .addInputs("image")
                .addLayer("first", FusedZoo.bare(4), "image")
                .addLayer("norm", new BatchNormalization(), "first")
                .addLayer("relu", new ActivationLayer(Activation.SIGMOID), "norm")
                .addLayer("second", FusedZoo.bare(3), "relu")
                .addVertex("merged", new MergeVertex(), inputs)
                .addLayer("last", FusedZoo.bare(4), "merged")
                .addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), "last")
                .addLayer("output", FusedZoo.output(), "mean")
                .setOutputs("output")
                .setInputTypes(FusedZoo.IMAGES)
                .build();
    }

    private static ComputationGraphConfiguration asRows(String flattened) {
        return FusedZoo.settings(new Nesterovs(0.05, 0.9))
                .graphBuilder()
                .addInputs("image")
                .addLayer("first", FusedZoo.bare(4), "image")
                .addLayer("pooled", FusedZoo.pooling(2, 2), "first")
                .addLayer("second", FusedZoo.bare(3), "pooled")
                .addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), "second")
                .addLayer("rows", FusedZoo.dense(Activation.TANH), flattened)
                .addVertex("merged", new MergeVertex(), "mean", "rows")
                .addLayer("output", FusedZoo.output(), "merged")
                .setOutputs("output")
                .setInputTypes(FusedZoo.IMAGES)
                .build();
    }

    private static ComputationGraphConfiguration mergedRows() {
        return FusedZoo.settings(new Nesterovs(0.05, 0.9))
                .graphBuilder()
                .addInputs("row")
                .addLayer("first", FusedZoo.dense(Activation.RELU), "row")
                .addLayer("second", FusedZoo.dense(Activation.TANH), "first")
                .addVertex("merged", new MergeVertex(), "second", "row", "first")
                .addLayer("output", FusedZoo.output(), "merged")
                .setOutputs("output")
                .setInputTypes(FusedZoo.ROWS)
                .build();
    }

    private static ComputationGraphConfiguration mergedSeries() {
        return FusedZoo.settings(new Nesterovs(0.05, 0.9))
                .graphBuilder()
                .addInputs("series")
                .addLayer("first", FusedZoo.lstm(4), "series")
                .addLayer("second", FusedZoo.lstm(3), "first")
                .addVertex("merged", new MergeVertex(), "second", "first")
                .addLayer("last", FusedZoo.last(3), "merged")
                .addLayer("output", FusedZoo.output(), "last")
                .setOutputs("output")
                .setInputTypes(FusedZoo.SERIES)
                .build();
    }

    private static ComputationGraphConfiguration upsampled() {
        return FusedZoo.settings(new Nesterovs(0.05, 0.9))
                .graphBuilder()
                .addInputs("image")
                .addLayer("first", FusedZoo.bare(4), "image")
                .addLayer("tanh", new ActivationLayer(Activation.TANH), "first")
                .addLayer("strided", strided(), "tanh")
                .addLayer("second", FusedZoo.bare(3), "strided")
                .addLayer("up", new Upsampling2D.Builder(2).build(), "second")
                .addLayer("cropped", truncated(), "up")
                .addVertex("merged", new MergeVertex(), "tanh", "cropped")
                .addLayer("last", FusedZoo.bare(4), "merged")
                .addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), "last")
                .addLayer("output", FusedZoo.output(), "mean")
                .setOutputs("output")
                .setInputTypes(FusedZoo.IMAGES)
                .build();
    }

    private static ConvolutionLayer strided() {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(4)
                .stride(2, 2)
                .activation(Activation.SWISH)
                .build();
    }

    /** Of 10 x 8 pixels it makes 9 x 7. */
    private static ConvolutionLayer truncated() {
        return new ConvolutionLayer.Builder(2, 2)
                .nOut(4)
                .convolutionMode(ConvolutionMode.Truncate)
                .activation(Activation.TANH)
                .build();
    }

    private static ComputationGraphConfiguration mergedForms() {
        return FusedZoo.settings(new Nesterovs(0.05, 0.9))
                .graphBuilder()
                .addInputs("series")
                .addLayer(
                        "convolved",
                        new Convolution1DLayer.Builder(3)
                                .nOut(4)
                                .activation(Activation.TANH)
                                .build(),
                        "series")
                .addLayer("lstm", FusedZoo.lstm(3), "series")
                .addVertex("merged", new MergeVertex(), "lstm", "convolved")
                .addLayer("last", FusedZoo.last(3), "merged")
                .addLayer("output", FusedZoo.output(), "last")
                .setOutputs("output")
                .setInputTypes(FusedZoo.SERIES)
                .build();
    }

    private static FusedZoo.Example images(Layer... layers) {
        Layer[] all = new Layer[layers.length + 1];
        System.arraycopy(layers, 0, all, 0, layers.length);
        all[layers.length] = FusedZoo.output();
        return FusedZoo.images(all);
    }

    private static DepthwiseConvolution2D.Builder depthwise(int side, int stride, int kernels) {
        return new DepthwiseConvolution2D.Builder(side, side)
                .depthMultiplier(kernels)
                .stride(stride, stride)
                .activation(Activation.TANH);
    }

    private static SeparableConvolution2D.Builder separable(int side, int stride, int kernels) {
        return new SeparableConvolution2D.Builder(side, side)
                .depthMultiplier(kernels)
                .nOut(5)
                .stride(stride, stride)
                .activation(Activation.TANH);
    }

    private static ConvolutionLayer pixels(int filters) {
        return new ConvolutionLayer.Builder(1, 1)
                .nOut(filters)
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .build();
    }

    static SubsamplingLayer.Builder means(int side, int stride) {
        return new SubsamplingLayer.Builder(PoolingType.AVG)
                .kernelSize(side, side)
                .stride(stride, stride);
    }
}
