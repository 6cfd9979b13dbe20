package org.gradus.trainers.dl4j.internal.coupling;

import java.lang.reflect.Field;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;

/**
 * Puts faster layers with the same parameters into a network that was just made: what they compute is the same up to the
 * order of sums. Layers of other classes, subclasses among them, stay as they are.
 *
 * <p>A step of training with them is a forward pass directly followed by its backward pass, as in {@code fit}. The gradient
 * at the network's input is not computed.
 */
public final class FastLayers {
    private FastLayers() {}

    /**
     * Replaces layers.
     *
     * @param network initialized, not trained yet
     */
    public static void install(MultiLayerNetwork network) {
        Layer[] layers = network.getLayers();
        for (int i = 0; i < layers.length; i++) {
            layers[i] = fast(layers[i], i == 0);
        }
    }

    /**
     * Replaces layers.
     *
     * @param graph initialized, not trained yet
     */
    public static void install(ComputationGraph graph) {
        Layer[] layers = graph.getLayers();
        for (GraphVertex vertex : graph.getVertices()) {
            if (vertex instanceof LayerVertex place) {
                Layer plain = place.getLayer();
                Layer fast = plain.getClass() == ActivationLayer.class
                        ? CopyingActivation.inPlaceOf((ActivationLayer) plain, graph.params())
                        : fast(plain, seesInputAlone(graph, place));
                if (fast != plain) {
                    layers[List.of(layers).indexOf(plain)] = fast;
                    put(place, fast);
                }
            }
        }
    }

    private static boolean seesInputAlone(ComputationGraph graph, LayerVertex vertex) {
        return graph.getConfiguration()
                .getNetworkInputs()
                .containsAll(graph.getConfiguration().getVertexInputs().get(vertex.getVertexName()));
    }

    /** Deeplearning4j has no other way to change the layer of a vertex. */
    private static void put(LayerVertex place, Layer layer) {
        try {
            Field field = LayerVertex.class.getDeclaredField("layer");
            field.setAccessible(true);
            field.set(place, layer);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "the layer of a vertex cannot be replaced", e); // The field was looked for before.
        }
    }

    private static Layer fast(Layer plain, boolean first) {
        if (plain.conf().getLayer() instanceof BaseLayer settings && isPlainRelu(settings.getActivationFn())) {
            settings.setActivationFn(new FastRelu());
        }
        if (plain.getClass() == DenseLayer.class && !((DenseLayer) plain).hasLayerNorm()) {
            return FastDense.inPlaceOf((DenseLayer) plain);
        }
        if (plain.getClass() == ConvolutionLayer.class && plain.getHelper() instanceof MKLDNNConvHelper) {
            return FastConvolutionLayer.inPlaceOf((ConvolutionLayer) plain, first);
        }
        return plain;
    }

    /** Gives a layer the parameters and the place of another. */
    static <L extends Layer> L placed(L fast, Layer plain) {
        fast.setListeners(plain.getListeners());
        fast.setIndex(plain.getIndex());
        fast.setParamsViewArray(plain.params());
        fast.setParamTable(plain.paramTable());
        return fast;
    }

    /** Whether an activation is max(0, z), in a network with replaced layers or without. */
    public static boolean isPlainRelu(@Nullable IActivation activation) {
        return activation != null && FastRelu.isPlain(activation);
    }
}
