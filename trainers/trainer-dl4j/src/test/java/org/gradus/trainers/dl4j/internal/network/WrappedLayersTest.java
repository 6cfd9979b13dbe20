package org.gradus.trainers.dl4j.internal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.core.space.SearchSpace.learningRate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.util.DoubleComparator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.TrainingRequest;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.gradus.trainers.dl4j.data.BatchStream;
import org.gradus.trainers.dl4j.data.Examples;
import org.gradus.trainers.dl4j.data.InMemoryData;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers within layers, which Deeplearning4j cannot be asked for updaters, are trained as a plain loop trains them. */
class WrappedLayersTest {
    /** Floats summed in another order differ in the last of seven digits. */
    private static final double SAME = 1e-5;

    private static final int TIMES = 6;
    private static final double RATE = 0.02;

    @BeforeAll
    static void start() {
        Dl4jEnvironment.start();
    }

    static Stream<Arguments> wrapped() {
        return Stream.of(
                Arguments.of("the last step of an LSTM", maker(() -> new LastTimeStep(lstm())), false),
                Arguments.of("an LSTM that skips zeros", maker(() -> new MaskZeroLayer(lstm(), 0)), true),
                Arguments.of("a dense layer at each step", maker(() -> new TimeDistributed(dense())), true),
                Arguments.of(
                        "an LSTM in both directions",
                        maker(() -> new Bidirectional(Bidirectional.Mode.CONCAT, lstm())),
                        true),
                Arguments.of(
                        "the last step of both",
                        maker(() -> new LastTimeStep(new Bidirectional(Bidirectional.Mode.ADD, lstm()))),
                        false));
    }

    /** A new layer for each network, since a network writes its updater into it. */
    private static Supplier<Layer> maker(Supplier<Layer> maker) {
        return maker;
    }

    private static LSTM lstm() {
        return new LSTM.Builder().nIn(2).nOut(4).activation(Activation.TANH).build();
    }

    private static DenseLayer dense() {
        return new DenseLayer.Builder()
                .nIn(2)
                .nOut(4)
                .activation(Activation.TANH)
                .build();
    }

    /** Sequences, and whether the sum so far, or that of the whole, is positive. */
    private static Examples sequences(int count, long seed, boolean eachStep) {
        Random random = new Random(seed);
        INDArray features = Nd4j.create(count, 2, TIMES);
        INDArray labels = eachStep ? Nd4j.create(count, 2, TIMES) : Nd4j.create(count, 2);
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int t = 0; t < TIMES; t++) {
                double value = random.nextGaussian();
                sum += value;
                features.putScalar(i, 0, t, value);
                features.putScalar(i, 1, t, 1);
                if (eachStep) {
                    labels.putScalar(i, sum > 0 ? 1 : 0, t, 1);
                }
            }
            if (!eachStep) {
                labels.putScalar(i, sum > 0 ? 1 : 0, 1);
            }
        }
        return Examples.of(features, labels);
    }

    private static MultiLayerConfiguration network(Supplier<Layer> inner, boolean eachStep, double rate) {
        return new NeuralNetConfiguration.Builder()
                .updater(new Adam(rate))
                .list()
                .layer(inner.get())
                .layer(
                        eachStep
                                ? new RnnOutputLayer.Builder(LossFunction.MCXENT)
                                        .nOut(2)
                                        .activation(Activation.SOFTMAX)
                                        .build()
                                : new OutputLayer.Builder(LossFunction.MCXENT)
                                        .nOut(2)
                                        .activation(Activation.SOFTMAX)
                                        .build())
                .setInputType(InputType.recurrent(2, TIMES))
                .build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrapped")
    void aWrappedLayerIsTrainedAsByAPlainLoop(String name, Supplier<Layer> inner, boolean eachStep) throws Exception {
        InMemoryData data = InMemoryData.of(
                "sequences", sequences(64, 1, eachStep), sequences(32, 2, eachStep), sequences(32, 3, eachStep));
        Dl4jTrainer trainer =
                Dl4jTrainer.of(c -> network(inner, eachStep, 1), data).withBatchSize(16);
        trainer.check(learningRate(1e-3, 1));
        assertThat(trainer.descriptor().metrics()).as(name).containsExactly("accuracy");

        Configuration configuration = Configuration.of(new LearningRate(RATE));
        TrainingRequest request = TrainerRuns.recordedEvery(TrainerRuns.request(trainer, configuration, 2), 1);
        List<Double> losses = TrainerRuns.train(trainer, request).stream()
                .filter(point -> point.step() > 0)
                .map(CurvePoint::batchLoss)
                .toList();

        MultiLayerNetwork alone = new MultiLayerNetwork(LayerNetwork.seeded(
                network(inner, eachStep, RATE), request.plan().seeds().init()));
        alone.init();
        List<Double> plain = new ArrayList<>();
        try (BatchStream batches = data.stream(16, request.plan().seeds().data())) {
            for (long step = 1; step <= request.totalSteps(); step++) {
                alone.fit(
                        batches.batch(step).getFeatures(0), batches.batch(step).getLabels(0));
                plain.add(alone.score());
            }
        }
        assertThat(losses)
                .as(name)
                .usingElementComparator(new DoubleComparator(SAME))
                .containsExactlyElementsOf(plain);
    }
}
