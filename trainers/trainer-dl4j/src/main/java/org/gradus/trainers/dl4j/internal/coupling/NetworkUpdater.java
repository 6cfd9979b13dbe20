package org.gradus.trainers.dl4j.internal.coupling;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What updates a network: its state, and blocks of parameters that are updated in the same way. */
public final class NetworkUpdater {
    private final BaseMultiLayerUpdater<?> updater;

    private NetworkUpdater(BaseMultiLayerUpdater<?> updater) {
        this.updater = updater;
    }

    /**
     * The updater of a network of layers, which is made if there is none yet.
     *
     * @throws IllegalStateException if this version of Deeplearning4j has updaters of another kind
     */
    public static NetworkUpdater of(MultiLayerNetwork network) {
        Assumption.UPDATERS.require();
        Updater updater = network.getUpdater();
        return new NetworkUpdater((BaseMultiLayerUpdater<?>) updater);
    }

    /** The updater of a graph. */
    public static NetworkUpdater of(ComputationGraph graph) {
        Assumption.UPDATERS.require();
        return new NetworkUpdater(graph.getUpdater());
    }

    /** The updater's state of a user's network, which may have no updater yet. */
    public static @Nullable INDArray stateOf(MultiLayerNetwork live) {
        Assumption.UPDATERS.require();
        Updater updater = live.getUpdater(false);
        return updater == null ? null : updater.getStateViewArray();
    }

    /** The updater's state of a user's graph. */
    public static @Nullable INDArray stateOf(ComputationGraph live) {
        Assumption.UPDATERS.require();
        Updater updater = live.getUpdater(false);
        return updater == null ? null : updater.getStateViewArray();
    }

    /** The state of all blocks in one array that they write to; null if there is none, as with plain rates. */
    public @Nullable INDArray state() {
        return updater.getStateViewArray();
    }

    /** The gradients of all parameters in one array. */
    public INDArray gradients() {
        return updater.getFlattenedGradientsView();
    }

    /**
     * Turns the gradients, each the sum over a batch, into what is to be taken from the parameters, in place.
     *
     * @return {@link #gradients}
     */
    public INDArray updates(int iteration, int epoch, int examples) {
        Gradient gradient = new DefaultGradient(gradients());
        for (UpdaterBlock block : updater.getUpdaterBlocks()) {
            for (UpdaterBlock.ParamState state : block.getLayersAndVariablesInBlock()) {
                String layer = state.getLayer() instanceof Layer ofNetwork
                        ? Integer.toString(ofNetwork.getIndex())
                        : state.getLayer().getConfig().getLayerName();
                gradient.setGradientFor(layer + "_" + state.getParamName(), state.getGradView());
            }
        }
        updater.update(gradient, iteration, epoch, examples, LayerWorkspaceMgr.noWorkspaces());
        return gradients();
    }

    /** The blocks in the order of the parameters. */
    public List<UpdatedBlock> blocks() {
        return updater.getUpdaterBlocks().stream().map(UpdatedBlock::new).toList();
    }
}
