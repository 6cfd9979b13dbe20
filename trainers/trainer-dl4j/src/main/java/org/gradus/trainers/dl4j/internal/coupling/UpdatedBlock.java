package org.gradus.trainers.dl4j.internal.coupling;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;

/** Adjoining parameters of a network that one updater updates. */
public final class UpdatedBlock {
    private final UpdaterBlock block;

    UpdatedBlock(UpdaterBlock block) {
        this.block = block;
    }

    /**
     * A parameter of a block.
     *
     * @param layer its layer's name
     * @param name its name within the layer, such as {@code W} or {@code b}
     * @param values the parameter, in the network's own memory
     * @param gradient its gradient, in the network's own memory
     * @param regularization what is added to the gradient, in Deeplearning4j's order
     * @param from the position of its first value among all of the network
     * @param to the position after its last value
     * @param isMeanOverBatch whether its gradient is divided by the examples of a batch
     * @param isLimited whether its layer's gradient is normalized or clipped
     */
    public record Parameter(
            String layer,
            String name,
            INDArray values,
            INDArray gradient,
            List<Regularization> regularization,
            int from,
            int to,
            boolean isMeanOverBatch,
            boolean isLimited) {
        private static Parameter of(UpdaterBlock.ParamState state) {
            TrainingConfig settings = state.getLayer().getConfig();
            GradientNormalization limit = settings.getGradientNormalization();
            return new Parameter(
                    String.valueOf(settings.getLayerName()),
                    state.getParamName(),
                    state.getParamView(),
                    state.getGradView(),
                    Optional.ofNullable(settings.getRegularizationByParam(state.getParamName()))
                            .orElse(List.of()),
                    state.getParamOffsetStart(),
                    state.getParamOffsetEnd(),
                    state.getLayer().updaterDivideByMinibatch(state.getParamName()),
                    limit != null && limit != GradientNormalization.None);
        }
    }

    /** The settings of the updater, with its learning rate. */
    public IUpdater settings() {
        return block.getGradientUpdater().getConfig();
    }

    /** Makes the block be updated by these settings, which it then shares, from its present state. */
    public void use(IUpdater settings) {
        block.setGradientUpdater(settings.instantiate(block.getUpdaterView(), true));
    }

    /** Whether it is trained before the other layers, as in an autoencoder. */
    public boolean isPretrained() {
        return block.isPretrainUpdaterBlock();
    }

    /** The position of its first parameter among all of the network. */
    public int from() {
        return block.getParamOffsetStart();
    }

    /** The position after its last parameter. */
    public int to() {
        return block.getParamOffsetEnd();
    }

    /** The number of single values. */
    public int length() {
        return to() - from();
    }

    /** The kinds of the layers of its parameters, in their order: {@code FrozenLayer}. */
    public Stream<String> layerKinds() {
        return block.getLayersAndVariablesInBlock().stream()
                .map(state -> state.getLayer().getClass().getSimpleName());
    }

    /** Its parameters in order. */
    public Stream<Parameter> parameters() {
        return block.getLayersAndVariablesInBlock().stream().map(Parameter::of);
    }

    /** What the updater keeps, in the network's own memory; only where it keeps anything. */
    public INDArray state() {
        return block.getUpdaterView();
    }
}
