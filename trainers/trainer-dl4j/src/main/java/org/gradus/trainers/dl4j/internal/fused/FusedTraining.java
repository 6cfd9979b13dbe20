package org.gradus.trainers.dl4j.internal.fused;

import com.google.common.base.Suppliers;
import com.google.common.primitives.Longs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.trainers.dl4j.internal.coupling.NetworkUpdater;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Trains and evaluates a network of Deeplearning4j by a {@link FusedNetwork}, where its layers and the batch allow that. Used by one thread at
 * a time.
 */
public final class FusedTraining {
    /** All batches have the same size, except the last of an epoch or split. */
    private static final int MOST_SHAPES = 3;

    /** The most parameters that one buffer can hold. */
    private static final long MOST_PARAMETERS = Integer.MAX_VALUE / Float.BYTES;

    private final Maker maker;
    private final Supplier<NetworkUpdater> updater;
    private final INDArray parameters;
    private final DoubleSupplier regularization;

    /** By shape of a batch; empty if it is refused. */
    private final Map<List<Long>, Optional<FusedNetwork>> networks = new HashMap<>();

    /** By shape of one example; empty if it is refused. */
    private final Map<List<Long>, Optional<EvaluatedShape>> evaluated = new HashMap<>();

    private final Supplier<Optional<FlatUpdate>> flat;

    /** Makes a network for batches of a shape. */
    private interface Maker {
        Optional<FusedNetwork> make(Arena arena, long[] shape);
    }

    private FusedTraining(
            Maker maker, Supplier<NetworkUpdater> updater, INDArray parameters, DoubleSupplier regularization) {
        this.maker = maker;
        this.updater = updater;
        this.parameters = parameters;
        this.regularization = regularization;
        this.flat = Suppliers.memoize(() -> FlatUpdate.of(updater.get(), Values.of(parameters)));
    }

    /** The training of a network. */
    public static FusedTraining of(MultiLayerNetwork network) {
        Supplier<NetworkUpdater> updater = () -> NetworkUpdater.of(network);
        return new FusedTraining(
                (arena, shape) -> isPlain(network.conf())
                        ? FusedNetwork.of(network, updater.get().gradients(), arena, shape)
                        : Optional.empty(),
                updater,
                network.params(),
                () -> network.calcRegularizationScore(true));
    }

    /** The training of a graph. */
    public static FusedTraining of(ComputationGraph graph) {
        Supplier<NetworkUpdater> updater = () -> NetworkUpdater.of(graph);
        return new FusedTraining(
                (arena, shape) -> isPlain(graph.conf())
                        ? FusedNetwork.of(graph, updater.get().gradients(), arena, shape)
                        : Optional.empty(),
                updater,
                graph.params(),
                () -> graph.calcRegularizationScore(true));
    }

    private static boolean isPlain(NeuralNetConfiguration settings) {
        return settings.isMiniBatch()
                && settings.getOptimizationAlgo() == OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT
                && settings.getStepFunction() == null;
    }

    /**
     * Makes an update.
     *
     * @param iteration the updates made before
     * @return the mean loss of the batch, with the regularization terms; empty if this network or batch must be trained otherwise
     */
    public OptionalDouble fit(MultiDataSet batch, int iteration, int epoch) {
        Optional<FusedNetwork> network = isPlain(batch) ? of(batch.getFeatures(0)) : Optional.empty();
        if (network.isEmpty() || !network.get().fits(batch.getLabels(0))) {
            return OptionalDouble.empty();
        }
        double terms = regularization.getAsDouble();
        int examples = (int) batch.getFeatures(0).size(0);
        double loss = network.get().differentiate(batch.getFeatures(0), batch.getLabels(0));
        flat.get()
                .ifPresentOrElse(
                        update -> update.apply(examples, iteration, epoch),
                        () -> parameters.subi(updater.get()
                                .updates(iteration, epoch, examples)
                                .reshape(parameters.shape())));
        return OptionalDouble.of(loss / examples + terms);
    }

    /** The output in evaluation mode; empty if it must be computed otherwise. */
    public Optional<INDArray> output(MultiDataSet batch) {
        return isPlain(batch)
                ? of(batch.getFeatures(0)).map(network -> network.output(batch.getFeatures(0)))
                : Optional.empty();
    }

    /** An evaluation with the parameters of now, which adds examples to a tally. */
    public FusedEvaluation evaluation(Tally tally) {
        return new FusedEvaluation(this::isPlain, this::evaluatedShape, tally);
    }

    private Optional<EvaluatedShape> evaluatedShape(long[] ofOne) {
        List<Long> shape = Longs.asList(ofOne);
        if (evaluated.size() == MOST_SHAPES && !evaluated.containsKey(shape)) {
            release();
            evaluated.clear();
        }
        return evaluated.computeIfAbsent(
                shape, key -> EvaluatedShape.of(batch -> maker.make(new Arena(false), batch), ofOne));
    }

    private boolean isPlain(MultiDataSet batch) {
        return batch.getFeatures().length == 1
                && batch.getLabels().length == 1
                && batch.getFeaturesMaskArrays() == null
                && batch.getLabelsMaskArrays() == null
                && parameters.dataType() == DataType.FLOAT
                && parameters.length() <= MOST_PARAMETERS
                && batch.getFeatures(0).rank() >= 2
                && batch.getFeatures(0).rank() <= 4;
    }

    private Optional<FusedNetwork> of(INDArray features) {
        List<Long> shape = Longs.asList(features.shape());
        if (networks.size() == MOST_SHAPES && !networks.containsKey(shape)) {
            release();
            networks.clear();
        }
        return networks.computeIfAbsent(shape, key -> maker.make(new Arena(true), features.shape()));
    }

    /** Frees the working memory, which the next use takes anew. */
    public void release() {
        networks.values().forEach(network -> network.ifPresent(FusedNetwork::close));
        networks.values().removeIf(Optional::isPresent);
        evaluated.values().forEach(shape -> shape.ifPresent(EvaluatedShape::release));
    }
}
