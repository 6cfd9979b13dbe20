package org.gradus.examples.benchmark;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The parameters of {@link BenchmarkCnn} in the order and the layout of PyTorch. */
final class TorchParameters {
    private TorchParameters() {}

    /** The parameters of a network of Deeplearning4j: of each layer the weights and then the biases. */
    static List<float[]> of(MultiLayerNetwork network) {
        return Stream.of("0_W", "0_b", "2_W", "2_b", "4_W", "4_b", "5_W", "5_b")
                .map(name -> values(name, network.getParam(name)))
                .toList();
    }

    /** Filters have the same order in both; the weights of a dense layer have a row for each unit here, a column there. */
    private static float[] values(String name, INDArray array) {
        boolean dense = name.equals("4_W") || name.equals("5_W");
        return (dense ? array.transpose() : array).dup('c').data().asFloat();
    }
}
