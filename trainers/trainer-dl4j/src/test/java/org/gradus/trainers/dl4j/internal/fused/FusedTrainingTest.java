package org.gradus.trainers.dl4j.internal.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The oracle is Deeplearning4j, without any of our layers, trained on the same batches from the same parameters. */
class FusedTrainingTest {
    private static final int STEPS = 6;

    /** Floats summed in another order differ in the last of seven digits; steps of training enlarge that. */
    private static final double SAME = 2e-4;

    @BeforeAll
    static void start() {
        Dl4jEnvironment.start();
    }

    static Stream<String> everyNetworkLearnsAsDeeplearning4jHasIt() {
        return FusedZoo.layers().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource
    void everyNetworkLearnsAsDeeplearning4jHasIt(String name) {
        FusedZoo.Example example = FusedZoo.layers().get(name);
        MultiLayerNetwork ours = network(example);
        MultiLayerNetwork theirs = network(example);
        FusedTraining fused = FusedTraining.of(ours);
        Random random = new Random(3);
        for (int step = 0; step < STEPS; step++) {
            DataSet batch = batch(random, example.shape());
            Nd4j.getRandom().setSeed(100 + step);
            theirs.fit(batch);
            Nd4j.getRandom().setSeed(100 + step);
            double terms = ours.calcRegularizationScore(true);
            OptionalDouble loss = fused.fit(batch.toMultiDataSet(), step, 0);
            assertThat(loss).as("a loss of step %s", step).isPresent();
            assertThat(loss.getAsDouble() + terms).as("loss of step %s", step).isCloseTo(theirs.score(), near(theirs.score()));
        }
        assertClose(ours.params(), theirs.params());
        DataSet batch = batch(random, example.shape());
        assertClose(fused.output(batch.toMultiDataSet()).orElseThrow(), theirs.output(batch.getFeatures()));
        fused.release();
    }

    @Test
    void residualGraphLearnsAsDeeplearning4jHasIt() {
        ComputationGraph ours = new ComputationGraph(FusedZoo.graph());
        ours.init();
        ComputationGraph theirs = new ComputationGraph(FusedZoo.graph());
        theirs.init();
        FusedTraining fused = FusedTraining.of(ours);
        Random random = new Random(3);
        for (int step = 0; step < STEPS; step++) {
            DataSet batch = batch(random, 5, 2, 9, 7);
            theirs.fit(batch);
            assertThat(fused.fit(batch.toMultiDataSet(), step, 0).orElseThrow())
                    .isCloseTo(theirs.score(), near(theirs.score()));
        }
        assertClose(ours.params(), theirs.params());
        fused.release();
    }

    private static MultiLayerNetwork network(FusedZoo.Example example) {
        MultiLayerNetwork network = new MultiLayerNetwork(example.configuration().clone());
        network.init();
        return network;
    }

    static DataSet batch(Random random, long... shape) {
        INDArray features = Nd4j.create(shape);
        for (int i = 0; i < features.length(); i++) {
            features.putScalar(i, (float) random.nextGaussian() + 0.3f);
        }
        INDArray labels = Nd4j.zeros(shape[0], FusedZoo.CLASSES);
        for (int i = 0; i < shape[0]; i++) {
            labels.putScalar(i, random.nextInt(FusedZoo.CLASSES), 1);
        }
        return new DataSet(features, labels);
    }

    private static Offset<Double> near(double expected) {
        return within(SAME * Math.max(1, Math.abs(expected)));
    }

    private static void assertClose(INDArray found, INDArray expected) {
        assertThat(found.shape()).isEqualTo(expected.shape());
        double[] ours = found.dup('c').data().asDouble();
        double[] theirs = expected.dup('c').data().asDouble();
        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i]).as("number %s", i).isCloseTo(theirs[i], near(theirs[i]));
        }
    }
}
