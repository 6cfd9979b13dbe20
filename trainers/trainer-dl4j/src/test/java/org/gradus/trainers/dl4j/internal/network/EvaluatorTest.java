package org.gradus.trainers.dl4j.internal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradus.core.curve.Evaluation;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class EvaluatorTest {
    @BeforeAll
    static void start() {
        Dl4jEnvironment.start();
    }

    private static MultiLayerConfiguration single(LossFunction loss, Activation activation, int inputs, int outputs) {
        return new NeuralNetConfiguration.Builder()
                .updater(new Sgd(0.1))
                .weightInit(WeightInit.ZERO)
                .l2(0.5)
                .list()
                .layer(new OutputLayer.Builder(loss)
                        .nIn(inputs)
                        .nOut(outputs)
                        .activation(activation)
                        .biasInit(0)
                        .build())
                .build();
    }

    /** Two classes, one input, zero bias: P(class 0) = 1 / (1 + exp(w1 x − w0 x)), regularization left out. */
    @Test
    void softmaxHasTheLossOfTheClosedForm() {
        LayerNetwork network = new LayerNetwork(single(LossFunction.MCXENT, Activation.SOFTMAX, 1, 2), 1);
        network.params()
                .assign(Nd4j.createFromArray(2f, 0f, 0f, 0f)
                        .reshape(network.params().shape()));
        MultiDataSet examples = new MultiDataSet(
                Nd4j.createFromArray(new float[][] {{1}, {3}, {-1}}),
                Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}, {0, 1}}));
        double loss = (Math.log1p(Math.exp(-2)) + Math.log1p(Math.exp(6)) + Math.log1p(Math.exp(-2))) / 3;
        Evaluation evaluation = new Evaluator(network, true).evaluate(List.of(examples));
        assertThat(evaluation.loss()).isCloseTo(loss, within(1e-6)); // float probabilities
        assertThat(evaluation.accuracy()).hasValue(2 / 3.0);
    }

    /** Deeplearning4j's own figure for the same, whose probabilities are clipped at 1e-10. */
    @Test
    void hopelessLossesAreClippedAsInTraining() {
        MultiLayerConfiguration configuration = single(LossFunction.MCXENT, Activation.SOFTMAX, 1, 2);
        MultiLayerNetwork plain = new MultiLayerNetwork(configuration);
        plain.init();
        LayerNetwork network = new LayerNetwork(configuration, 1);
        INDArray params = Nd4j.createFromArray(9000f, 0f, 0f, 0f);
        plain.params().assign(params.reshape(plain.params().shape()));
        network.params().assign(params.reshape(plain.params().shape()));
        INDArray features = Nd4j.createFromArray(new float[][] {{1}, {1}});
        INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}});
        double expected = plain.scoreExamples(new DataSet(features, labels), false)
                .meanNumber()
                .doubleValue();
        assertThat(expected).isCloseTo(-Math.log(1e-10) / 2, within(1e-4));
        assertThat(new Evaluator(network, true)
                        .evaluate(List.of(new MultiDataSet(features, labels)))
                        .loss())
                .isCloseTo(expected, within(1e-5));
    }

    @Test
    void parametersThatAreNoNumbersGiveALossThatIsNone() {
        LayerNetwork network = new LayerNetwork(single(LossFunction.MCXENT, Activation.SOFTMAX, 1, 2), 1);
        network.params().assign(Double.NaN);
        MultiDataSet examples = new MultiDataSet(
                Nd4j.createFromArray(new float[][] {{1}}), Nd4j.createFromArray(new float[][] {{1, 0}}));
        assertThat(new Evaluator(network, true).evaluate(List.of(examples)).loss())
                .isNaN();
    }

    /** Squared error, summed over outputs by {@code LossL2}: (0 − 1)² and (0 − 3)², mean 5. */
    @Test
    void otherLossesAreMeansOverExamplesAcrossBatches() {
        LayerNetwork network = new LayerNetwork(single(LossFunction.L2, Activation.IDENTITY, 2, 1), 1);
        MultiDataSet one = new MultiDataSet(Nd4j.ones(1, 2), Nd4j.createFromArray(new float[][] {{1}}));
        MultiDataSet two = new MultiDataSet(Nd4j.ones(2, 2), Nd4j.createFromArray(new float[][] {{3}, {3}}));
        Evaluation evaluation = new Evaluator(network, false).evaluate(List.of(one, two));
        assertThat(evaluation.loss()).isCloseTo((1 + 9 + 9) / 3.0, within(1e-5));
        assertThat(evaluation.metrics()).isEmpty();
    }

    @Test
    void sequencesAreCountedStepByStep() {
        MultiLayerConfiguration recurrent = new NeuralNetConfiguration.Builder()
                .updater(new Sgd(0.1))
                .list()
                .layer(new LSTM.Builder().nOut(3).build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(1))
                .build();
        LayerNetwork network = new LayerNetwork(recurrent, 3);
        INDArray labels = Nd4j.zeros(2, 2, 4);
        labels.get(
                        org.nd4j.linalg.indexing.NDArrayIndex.all(),
                        org.nd4j.linalg.indexing.NDArrayIndex.point(1),
                        org.nd4j.linalg.indexing.NDArrayIndex.all())
                .assign(1);
        Evaluation evaluation =
                new Evaluator(network, true).evaluate(List.of(new MultiDataSet(Nd4j.rand(2, 1, 4), labels)));
        assertThat(evaluation.loss()).isPositive();
        assertThat(evaluation.accuracy().orElseThrow() * 8)
                .isCloseTo(Math.rint(evaluation.accuracy().orElseThrow() * 8), within(1e-9));
    }
}
