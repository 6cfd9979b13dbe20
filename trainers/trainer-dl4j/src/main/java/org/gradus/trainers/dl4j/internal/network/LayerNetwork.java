package org.gradus.trainers.dl4j.internal.network;

import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.gradus.trainers.dl4j.internal.coupling.FrozenLayers;
import org.gradus.trainers.dl4j.internal.coupling.NetworkUpdater;
import org.gradus.trainers.dl4j.internal.fused.FusedTraining;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** A {@link MultiLayerNetwork}. */
public final class LayerNetwork extends Network {
    private final MultiLayerNetwork network;

    /** A network that shares nothing with others made from the same configuration. */
    LayerNetwork(MultiLayerConfiguration configuration, long seed) {
        network = new MultiLayerNetwork(seeded(configuration, seed));
        network.init();
        Dl4jEnvironment.start().installFastLayers(network);
    }

    private LayerNetwork(MultiLayerNetwork network) {
        this.network = network;
    }

    /**
     * A copy of a user's network that shares nothing with it; it has no listeners.
     *
     * @throws IllegalStateException if the user's is not initialized
     */
    public static LayerNetwork copyOf(MultiLayerNetwork live) {
        requireInitialized(live.isInitCalled());
        MultiLayerConfiguration own = live.getLayerWiseConfigurations().clone();
        own.getConfs().forEach(layer -> ownDropout(layer.getLayer()));
        MultiLayerNetwork network = new MultiLayerNetwork(own);
        network.init(live.params().dup(), false);
        FrozenLayers.freezeAs(live, network);
        Dl4jEnvironment.start().installFastLayers(network);
        LayerNetwork copy = new LayerNetwork(network);
        copy.standAs(NetworkUpdater.stateOf(live), live.getIterationCount(), live.getEpochCount());
        return copy;
    }

    static MultiLayerConfiguration seeded(MultiLayerConfiguration configuration, long seed) {
        MultiLayerConfiguration own = configuration.clone();
        own.getConfs().forEach(layer -> layer.setSeed(seed));
        return own;
    }

    /** The trained parameters of a network that is not made yet. */
    static List<LayerRates.Place> places(MultiLayerConfiguration configuration) {
        return configuration.getConfs().stream()
                .map(NeuralNetConfiguration::getLayer)
                .flatMap(layer -> LayerRates.places(layer.getLayerName(), layer).stream())
                .toList();
    }

    @Override
    FusedTraining newFused() {
        return FusedTraining.of(network);
    }

    @Override
    void fitPlainly(MultiDataSet batch) {
        network.fit(batch.getFeatures(0), batch.getLabels(0), featuresMask(batch), labelsMask(batch));
    }

    @Override
    public void differentiate(MultiDataSet batch) {
        network.rnnClearPreviousState();
        network.setInput(batch.getFeatures(0));
        network.setLabels(batch.getLabels(0));
        network.setLayerMaskArrays(featuresMask(batch), labelsMask(batch));
        network.computeGradientAndScore();
        network.clearLayerMaskArrays();
        network.clearLayersStates();
    }

    @Override
    public boolean isMeanOverBatch() {
        return network.conf().isMiniBatch();
    }

    @Override
    double plainLoss() {
        return network.score();
    }

    @Override
    INDArray[] outputPlainly(MultiDataSet examples) {
        return new INDArray[] {
            network.output(examples.getFeatures(0), false, featuresMask(examples), labelsMask(examples))
        };
    }

    @Override
    public double meanLoss(MultiDataSet examples) {
        DataSet single = new DataSet(
                examples.getFeatures(0), examples.getLabels(0), featuresMask(examples), labelsMask(examples));
        return network.scoreExamples(single, false).meanNumber().doubleValue();
    }

    @Override
    public Layer outputLayer() {
        return network.getOutputLayer().conf().getLayer();
    }

    @Override
    public INDArray params() {
        return network.params();
    }

    @Override
    public NetworkUpdater updater() {
        return NetworkUpdater.of(network);
    }

    @Override
    public int iteration() {
        return network.getIterationCount();
    }

    @Override
    public int epoch() {
        return network.getEpochCount();
    }

    @Override
    public void setClock(int iteration, int epoch) {
        network.setIterationCount(iteration);
        network.setEpochCount(epoch);
    }

    private static @Nullable INDArray featuresMask(MultiDataSet examples) {
        return first(examples.getFeaturesMaskArrays());
    }

    private static @Nullable INDArray labelsMask(MultiDataSet examples) {
        return first(examples.getLabelsMaskArrays());
    }

    private static @Nullable INDArray first(INDArray @Nullable [] masks) {
        return masks == null ? null : masks[0];
    }
}
