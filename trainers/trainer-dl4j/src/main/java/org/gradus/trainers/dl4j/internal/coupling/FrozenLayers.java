package org.gradus.trainers.dl4j.internal.coupling;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Freezes layers of a copy that are frozen in the network it was made from, which configurations do not say. */
public final class FrozenLayers {
    private FrozenLayers() {}

    /** Whether a layer is not trained, whatever its configuration says. */
    public static boolean isFrozen(Layer layer) {
        return layer instanceof FrozenLayer;
    }

    /**
     * Freezes layers of a copy.
     *
     * @throws IllegalStateException if this version of Deeplearning4j has other frozen layers
     */
    public static void freezeAs(MultiLayerNetwork live, MultiLayerNetwork copy) {
        Assumption.FROZEN_LAYERS.require();
        Layer[] layers = copy.getLayers();
        for (int i = 0; i < layers.length; i++) {
            if (live.getLayer(i) instanceof FrozenLayer && !(layers[i] instanceof FrozenLayer)) {
                layers[i] = new FrozenLayer(layers[i]);
            }
        }
    }

    /** Does the same for a graph. */
    public static void freezeAs(ComputationGraph live, ComputationGraph copy) {
        Assumption.FROZEN_LAYERS.require();
        for (GraphVertex vertex : live.getVertices()) {
            if (vertex.hasLayer() && vertex.getLayer() instanceof FrozenLayer) {
                copy.getVertex(vertex.getVertexName()).setLayerAsFrozen();
            }
        }
    }
}
