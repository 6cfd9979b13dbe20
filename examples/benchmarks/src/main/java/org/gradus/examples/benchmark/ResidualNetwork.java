package org.gradus.examples.benchmark;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;

/** A residual network for colour images of 32 x 32: a block each of 16, 32 and 64 filters, and a mean over what is left. */
final class ResidualNetwork {
    private static final int SIDE = 32;
    private static final int[] FILTERS = {16, 32, 64};

    private ResidualNetwork() {}

    static ComputationGraphConfiguration configuration(IUpdater updater) {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .updater(updater)
                .weightInit(WeightInit.RELU)
                .activation(Activation.IDENTITY)
                .convolutionMode(ConvolutionMode.Same)
                .graphBuilder()
                .addInputs("image")
                .setInputTypes(InputType.convolutional(SIDE, SIDE, 3));
        String last = normalized(graph, "stem", "image", 3, FILTERS[0], 1);
        last = rectified(graph, "stem-relu", last);
        for (int filters : FILTERS) {
            last = block(graph, "block" + filters, last, filters);
        }
        return graph.addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), last)
                .addLayer("output", BenchmarkCnn.output().build(), "mean")
                .setOutputs("output")
                .build();
    }

    private static String block(GraphBuilder graph, String name, String from, int filters) {
        int stride = filters == FILTERS[0] ? 1 : 2;
        String inside = rectified(graph, name + "-relu1", normalized(graph, name + "-first", from, 3, filters, stride));
        String second = normalized(graph, name + "-second", inside, 3, filters, 1);
        String beside = stride == 1 ? from : normalized(graph, name + "-beside", from, 1, filters, stride);
        graph.addVertex(name + "-sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), second, beside);
        return rectified(graph, name + "-relu2", name + "-sum");
    }

    private static String normalized(GraphBuilder graph, String name, String from, int side, int filters, int stride) {
        graph.addLayer(
                        name,
                        new ConvolutionLayer.Builder(side, side)
                                .nOut(filters)
                                .stride(stride, stride)
                                .hasBias(false)
                                .build(),
                        from)
                .addLayer(name + "-norm", new BatchNormalization(), name);
        return name + "-norm";
    }

    private static String rectified(GraphBuilder graph, String name, String from) {
        graph.addLayer(name, new ActivationLayer(Activation.RELU), from);
        return name;
    }
}
