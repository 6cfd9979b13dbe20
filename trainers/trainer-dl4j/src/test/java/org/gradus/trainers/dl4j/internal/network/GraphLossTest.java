package org.gradus.trainers.dl4j.internal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Losses of graphs that have no stages, where an activation follows what other vertices read too. */
class GraphLossTest {
    @BeforeAll
    static void start() {
        Dl4jEnvironment.start();
    }

    private static ComputationGraphConfiguration readTwice(Activation activation) {
        return new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Sgd(0.1))
                .l2(0.5)
                .graphBuilder()
                .addInputs("row")
                .addLayer(
                        "first",
                        new DenseLayer.Builder()
                                .nOut(5)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "row")
                .addLayer("curved", new ActivationLayer(activation), "first")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "curved", "first")
                .addLayer(
                        "output",
                        new OutputLayer.Builder(LossFunction.L2)
                                .nOut(2)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "sum")
                .setOutputs("output")
                .setInputTypes(InputType.feedForward(3))
                .build();
    }

    /** The oracle is computed from the parameters: the squared error, summed over each example. */
    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"RELU", "TANH", "ELU", "LEAKYRELU"})
    void lossIsThatOfTheOutput(Activation activation) {
        GraphNetwork network = new GraphNetwork(readTwice(activation), 3);
        INDArray features = Nd4j.rand(new long[] {4, 3}).muli(4).subi(2);
        INDArray labels = Nd4j.rand(new long[] {4, 2});
        MultiDataSet examples = new MultiDataSet(features, labels);
        INDArray flat = network.params().reshape(network.params().length());
        INDArray first = features.mmul(part(flat, 0, 3, 5)).addiRowVector(part(flat, 15, 1, 5));
        INDArray sum = activation
                .getActivationFunction()
                .getActivation(first.dup(), false)
                .add(first);
        INDArray said = sum.mmul(part(flat, 20, 5, 2)).addiRowVector(part(flat, 30, 1, 2));
        double loss = said.sub(labels).norm2Number().doubleValue();
        assertThat(new Evaluator(network, false).evaluate(List.of(examples)).loss())
                .isCloseTo(loss * loss / 4, within(1e-5));
    }

    /** Weights in Deeplearning4j's order, by columns. */
    private static INDArray part(INDArray flat, int from, int rows, int columns) {
        return flat.get(NDArrayIndex.interval(from, from + rows * columns))
                .dup()
                .reshape('f', rows, columns);
    }
}
