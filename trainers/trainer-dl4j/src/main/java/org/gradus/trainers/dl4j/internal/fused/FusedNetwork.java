package org.gradus.trainers.dl4j.internal.fused;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network as stages, for batches of one shape. It shares parameters and gradients with the network of Deeplearning4j that it was made of,
 * and computes the same up to the order of sums. Owns the memory of its signals. Used by one thread at a time.
 */
final class FusedNetwork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FusedNetwork.class);

    private final Arena arena;
    private final Values input;
    private final List<Stage> stages;
    private final OutputStage output;

    private FusedNetwork(Arena arena, Values input, List<Stage> stages, OutputStage output) {
        this.arena = arena;
        this.input = input;
        this.stages = stages;
        this.output = output;
    }

    /**
     * The stages of a network.
     *
     * @param gradients of all its parameters
     * @param arena taken over
     * @param shape of a batch of features
     * @return empty if it has a layer or a setting that there are no stages for
     */
    static Optional<FusedNetwork> of(MultiLayerNetwork network, INDArray gradients, Arena arena, long[] shape) {
        MultiLayerConfiguration settings = network.getLayerWiseConfigurations();
        return settings.getBackpropType() == BackpropType.Standard
                ? made(network.params(), gradients, arena, shape, wiring -> wiring.layers(network))
                : Optional.empty();
    }

    /** The stages of a graph, if it has one input and one output. */
    static Optional<FusedNetwork> of(ComputationGraph graph, INDArray gradients, Arena arena, long[] shape) {
        ComputationGraphConfiguration settings = graph.getConfiguration();
        boolean plain = settings.getBackpropType() == BackpropType.Standard
                && settings.getNetworkInputs().size() == 1
                && settings.getNetworkOutputs().size() == 1;
        return plain ? made(graph.params(), gradients, arena, shape, wiring -> wiring.graph(graph)) : Optional.empty();
    }

    private static Optional<FusedNetwork> made(
            INDArray parameters,
            INDArray gradients,
            Arena arena,
            long[] shape,
            Function<Wiring, Optional<Signal>> wired) {
        try {
            Values input = arena.allocate(shape);
            Wiring wiring = new Wiring(parameters, gradients, input, arena);
            Optional<OutputStage> output = wired.apply(wiring).flatMap(last -> wiring.output());
            if (output.isEmpty()) {
                arena.close();
            }
            List<Stage> stages = wiring.stages();
            return output.map(
                    loss -> new FusedNetwork(arena, input, arena.trains() ? TrainingStages.of(stages) : stages, loss));
        } catch (ArithmeticException e) {
            LOG.debug("signals of this network are too large for stages", e);
            arena.close();
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    /** The stages for evaluations alone, on the same memory. */
    FusedNetwork ofEvaluation() {
        return new FusedNetwork(arena, input, EvaluationStages.of(stages, arena), output);
    }

    /** Before the first examples of an evaluation. */
    void begin() {
        stages.forEach(Stage::begin);
    }

    /**
     * Adds examples to a tally, in evaluation mode.
     *
     * @param features of at most the examples of a batch
     * @param labels of as many
     */
    void measure(float[] features, float[] labels, int examples, Tally tally) {
        input.put(0, features, 0, examples * (input.length() / input.size(0)));
        stages.forEach(stage -> stage.forward(false));
        output.measure(labels, examples, tally);
    }

    /** The numbers of the largest signal. */
    int largest() {
        return arena.largest();
    }

    /** The shape of labels. */
    long[] labelShape() {
        return output.shape();
    }

    /** Whether labels are as the output is. */
    boolean fits(INDArray labels) {
        return output.fits(labels);
    }

    /**
     * Computes the gradients of all parameters, each the sum over the batch.
     *
     * @return the sum of the losses
     */
    double differentiate(INDArray features, INDArray labels) {
        input.assign(features);
        stages.forEach(stage -> stage.forward(true));
        double loss = output.loss(labels);
        for (int i = stages.size() - 1; i >= 0; i--) {
            stages.get(i).backward();
        }
        return loss;
    }

    /** A copy of the output in evaluation mode. */
    INDArray output(INDArray features) {
        input.assign(features);
        stages.forEach(stage -> stage.forward(false));
        return output.output();
    }

    @Override
    public void close() {
        arena.close();
    }
}
