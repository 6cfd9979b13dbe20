package org.gradus.trainers.dl4j.internal.network;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.gradus.trainers.dl4j.internal.coupling.FrozenLayers;
import org.gradus.trainers.dl4j.internal.coupling.NetworkUpdater;
import org.gradus.trainers.dl4j.internal.fused.FusedTraining;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** A {@link ComputationGraph}. */
public final class GraphNetwork extends Network {
    private final ComputationGraph graph;

    /** A graph that shares nothing with others made from the same configuration. */
    GraphNetwork(ComputationGraphConfiguration configuration, long seed) {
        graph = new ComputationGraph(seeded(configuration, seed));
        graph.init();
        Dl4jEnvironment.start().installFastLayers(graph);
    }

    private GraphNetwork(ComputationGraph graph) {
        this.graph = graph;
    }

    /**
     * A copy of a user's graph that shares nothing with it; it has no listeners.
     *
     * @throws IllegalStateException if the user's is not initialized
     */
    public static GraphNetwork copyOf(ComputationGraph live) {
        requireInitialized(live.getVertices() != null);
        ComputationGraphConfiguration own = live.getConfiguration().clone();
        own.getVertices().values().forEach(vertex -> {
            if (vertex instanceof LayerVertex layer) {
                ownDropout(layer.getLayerConf().getLayer());
            }
        });
        ComputationGraph graph = new ComputationGraph(own);
        graph.init(live.params().dup(), false);
        FrozenLayers.freezeAs(live, graph);
        Dl4jEnvironment.start().installFastLayers(graph);
        GraphNetwork copy = new GraphNetwork(graph);
        copy.standAs(NetworkUpdater.stateOf(live), live.getIterationCount(), live.getEpochCount());
        return copy;
    }

    static ComputationGraphConfiguration seeded(ComputationGraphConfiguration configuration, long seed) {
        ComputationGraphConfiguration own = configuration.clone();
        own.getDefaultConfiguration().setSeed(seed);
        own.getVertices().values().forEach(vertex -> {
            if (vertex instanceof LayerVertex layer) {
                layer.getLayerConf().setSeed(seed);
            }
        });
        return own;
    }

    /** The trained parameters of the layers of a graph that is not made yet. */
    static List<LayerRates.Place> places(ComputationGraphConfiguration configuration) {
        return configuration.getVertices().entrySet().stream()
                .filter(vertex -> vertex.getValue() instanceof LayerVertex)
                .flatMap(vertex -> {
                    Layer layer =
                            ((LayerVertex) vertex.getValue()).getLayerConf().getLayer();
                    return LayerRates.places(vertex.getKey(), layer).stream();
                })
                .toList();
    }

    @Override
    FusedTraining newFused() {
        return FusedTraining.of(graph);
    }

    @Override
    void fitPlainly(MultiDataSet batch) {
        graph.fit(batch.getFeatures(), batch.getLabels(), batch.getFeaturesMaskArrays(), batch.getLabelsMaskArrays());
    }

    @Override
    public void differentiate(MultiDataSet batch) {
        graph.rnnClearPreviousState();
        graph.setInputs(batch.getFeatures());
        graph.setLabels(batch.getLabels());
        graph.setLayerMaskArrays(batch.getFeaturesMaskArrays(), batch.getLabelsMaskArrays());
        graph.computeGradientAndScore();
        graph.clearLayerMaskArrays();
        graph.clearLayersStates();
    }

    @Override
    public boolean isMeanOverBatch() {
        return graph.conf().isMiniBatch();
    }

    @Override
    double plainLoss() {
        return graph.score();
    }

    @Override
    INDArray[] outputPlainly(MultiDataSet examples) {
        return graph.output(
                false, examples.getFeatures(), examples.getFeaturesMaskArrays(), examples.getLabelsMaskArrays());
    }

    @Override
    public double meanLoss(MultiDataSet examples) {
        return graph.scoreExamples(examples, false).meanNumber().doubleValue();
    }

    @Override
    @Nullable
    public Layer outputLayer() {
        return graph.getNumOutputArrays() == 1 ? graph.getOutputLayer(0).conf().getLayer() : null;
    }

    @Override
    public INDArray params() {
        return graph.params();
    }

    @Override
    public NetworkUpdater updater() {
        return NetworkUpdater.of(graph);
    }

    @Override
    public int iteration() {
        return graph.getIterationCount();
    }

    @Override
    public int epoch() {
        return graph.getEpochCount();
    }

    @Override
    public void setClock(int iteration, int epoch) {
        graph.getConfiguration().setIterationCount(iteration);
        graph.getConfiguration().setEpochCount(epoch);
    }
}
