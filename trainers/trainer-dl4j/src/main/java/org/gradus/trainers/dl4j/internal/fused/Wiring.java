package org.gradus.trainers.dl4j.internal.fused;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.trainers.dl4j.internal.coupling.FrozenLayers;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Connects the stages of a network's layers as its configuration says. */
final class Wiring {
    private final INDArray parameters;
    private final INDArray gradients;
    private final LayerStages stages;
    private final Arena arena;
    private final Signal start;
    private final Map<String, Signal> found = new HashMap<>();

    Wiring(INDArray parameters, INDArray gradients, Values input, Arena arena) {
        this.parameters = parameters;
        this.gradients = gradients.reshape(gradients.length());
        this.arena = arena;
        this.stages = new LayerStages(input, arena);
        this.start = input.rank() == 3
                ? stages.put(new SeriesStage(input, arena)).output()
                : new Signal(input, false, arena);
    }

    List<Stage> stages() {
        return stages.all();
    }

    Optional<OutputStage> output() {
        return stages.output();
    }

    /** The last layer's output. */
    Optional<Signal> layers(MultiLayerNetwork network) {
        Optional<Signal> last = Optional.of(start);
        for (int i = 0; i < network.getnLayers(); i++) {
            Layer layer = network.getLayer(i);
            org.deeplearning4j.nn.conf.layers.Layer settings =
                    network.getLayerWiseConfigurations().getConf(i).getLayer();
            InputPreProcessor before = network.getLayerWiseConfigurations().getInputPreProcess(i);
            last = last.flatMap(input -> layer(layer, settings, before, input));
        }
        return last;
    }

    /** The output of the only output vertex. */
    Optional<Signal> graph(ComputationGraph graph) {
        ComputationGraphConfiguration settings = graph.getConfiguration();
        found.put(settings.getNetworkInputs().get(0), start);
        return vertex(graph, settings.getNetworkOutputs().get(0));
    }

    private Optional<Signal> vertex(ComputationGraph graph, String name) {
        Signal known = found.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        List<String> inputs =
                requireNonNull(graph.getConfiguration().getVertexInputs().get(name), name);
        List<Signal> read =
                inputs.stream().flatMap(from -> vertex(graph, from).stream()).toList();
        if (read.size() < inputs.size()) {
            return Optional.empty();
        }
        GraphVertex settings =
                requireNonNull(graph.getConfiguration().getVertices().get(name), name);
        Optional<Signal> output =
                settings instanceof LayerVertex layer ? layerOf(graph, name, layer, read) : vertex(settings, read);
        output.ifPresent(signal -> found.put(name, signal));
        return output;
    }

    private Optional<Signal> layerOf(ComputationGraph graph, String name, LayerVertex vertex, List<Signal> read) {
        return read.size() > 1
                ? Optional.empty()
                : layer(graph.getLayer(name), vertex.getLayerConf().getLayer(), vertex.getPreProcessor(), read.get(0));
    }

    private Optional<Signal> vertex(GraphVertex settings, List<Signal> inputs) {
        boolean mixed = inputs.stream().anyMatch(input -> input.values().rank() == 3);
        List<Signal> read = mixed ? inputs.stream().map(stages::ofSteps).toList() : inputs;
        if (settings.getClass() == MergeVertex.class) {
            boolean plain = ((MergeVertex) settings).getMergeAxis() == MergeVertex.DEFAULT_MERGE_DIM;
            return plain && MergeStage.isFor(read)
                    ? Optional.of(stages.put(new MergeStage(read, arena)).output())
                    : Optional.empty();
        }
        boolean sum = settings instanceof ElementWiseVertex two
                && two.getOp() == ElementWiseVertex.Op.Add
                && read.stream()
                        .allMatch(signal -> signal.isTrained()
                                && Arrays.equals(
                                        signal.values().shape(),
                                        read.get(0).values().shape()));
        return sum ? Optional.of(stages.put(new SumStage(read, arena)).output()) : Optional.empty();
    }

    private Optional<Signal> layer(
            Layer layer,
            org.deeplearning4j.nn.conf.layers.Layer settings,
            @Nullable InputPreProcessor before,
            Signal input) {
        return FrozenLayers.isFrozen(layer)
                ? Optional.empty()
                : stages.before(before, input).flatMap(ready -> stages.layer(settings, parametersOf(layer), ready));
    }

    private Parameters parametersOf(Layer layer) {
        Map<String, INDArray> values = layer.paramTable();
        Map<String, INDArray> changes = new HashMap<>();
        if (values != null) {
            values.forEach((name, value) -> {
                long from = value.data().offset() - parameters.data().offset();
                changes.put(
                        name,
                        gradients
                                .get(NDArrayIndex.interval(from, from + value.length()))
                                .reshape(value.ordering(), value.shape()));
            });
        }
        return new Parameters(values == null ? Map.of() : values, changes);
    }
}
