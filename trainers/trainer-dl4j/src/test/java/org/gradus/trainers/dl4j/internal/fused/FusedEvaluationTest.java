package org.gradus.trainers.dl4j.internal.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.core.curve.Evaluation;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The oracle is Deeplearning4j, without any of our layers, on the same parameters. */
class FusedEvaluationTest {
    private static final double SAME = 2e-5;

    /** More than are evaluated at once, so that batches are joined and parted, and the last have a network of their own. */
    private static final int[] SIZES = {700, 1, 423, 5};

    @BeforeAll
    static void start() {
        Dl4jEnvironment.start();
    }

    static Stream<String> everyNetworkIsEvaluatedAsDeeplearning4jHasIt() {
        return FusedZoo.layers().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource
    void everyNetworkIsEvaluatedAsDeeplearning4jHasIt(String name) {
        FusedZoo.Example example = FusedZoo.layers().get(name);
        MultiLayerNetwork network = FusedTrainingTest.network(example);
        assertSame(FusedTraining.of(network), example.shape(), network::fit, network::output);
    }

    static Stream<String> everyGraphIsEvaluatedAsDeeplearning4jHasIt() {
        return FusedZoo.graphs().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource
    void everyGraphIsEvaluatedAsDeeplearning4jHasIt(String name) {
        FusedZoo.GraphExample example = FusedZoo.graphs().get(name);
        ComputationGraph graph = FusedTrainingTest.graph(example);
        assertSame(FusedTraining.of(graph), example.shape(), graph::fit, graph::outputSingle);
    }

    /**
     * The loss is of Deeplearning4j's output, because its score of a graph is wrong where an activation overwrites what others read. Twice,
     * because training in between changes the parameters that the first evaluation took over.
     */
    private static void assertSame(
            FusedTraining fused, long[] shape, Consumer<DataSet> fit, UnaryOperator<INDArray> output) {
        Random random = new Random(4);
        DataSet[] batches = new DataSet[SIZES.length];
        for (int i = 0; i < SIZES.length; i++) {
            batches[i] = FusedTrainingTest.batch(random, sized(shape, SIZES[i]));
        }
        for (int time = 0; time < 2; time++) {
            fit.accept(batches[3]);
            Evaluation found = evaluated(fused, batches);
            double right = 0;
            double losses = 0;
            int count = 0;
            for (DataSet batch : batches) {
                org.nd4j.evaluation.classification.Evaluation accuracy =
                        new org.nd4j.evaluation.classification.Evaluation();
                INDArray said = output.apply(batch.getFeatures());
                accuracy.eval(batch.getLabels(), said);
                right += accuracy.accuracy() * batch.numExamples();
                losses -=
                        batch.getLabels().mul(Transforms.log(said)).sumNumber().doubleValue();
                count += batch.numExamples();
            }
            assertThat(found.loss()).as("loss %s", time).isCloseTo(losses / count, within(SAME));
            assertThat(found.metric(Evaluation.ACCURACY)).hasValueCloseTo(right / count, within(1e-9));
        }
        fused.release();
    }

    private static long[] sized(long[] shape, int examples) {
        long[] sized = shape.clone();
        sized[0] = examples;
        return sized;
    }

    private static Evaluation evaluated(FusedTraining fused, DataSet... batches) {
        Tally tally = new Tally(true);
        FusedEvaluation evaluation = fused.evaluation(tally);
        for (DataSet batch : batches) {
            assertThat(evaluation.add(batch.toMultiDataSet())).isTrue();
        }
        evaluation.finish();
        return tally.mean();
    }

    /** How batches are cut has no influence, and neither have views, other types of numbers or a release in between. */
    @Test
    void everyExampleCountsOnceHoweverItComes() {
        FusedZoo.Example example = FusedZoo.layers().get("norm");
        FusedTraining fused = FusedTraining.of(FusedTrainingTest.network(example));
        DataSet all = FusedTrainingTest.batch(new Random(6), sized(example.shape(), 60));
        Evaluation expected = evaluated(fused, all);
        INDArray turned = all.getFeatures().dup('f');
        assertThat(evaluated(fused, new DataSet(turned, all.getLabels()))).isEqualTo(expected);
        fused.release();
        DataSet wide = new DataSet(all.getFeatures().castTo(DataType.DOUBLE), all.getLabels());
        assertThat(evaluated(fused, wide)).isEqualTo(expected);
        DataSet[] ones = all.asList().toArray(DataSet[]::new);
        assertThat(ones).hasSize(60);
        assertThat(evaluated(fused, ones)).isEqualTo(expected);
        fused.release();
    }

    @ParameterizedTest
    @CsvSource({
        "64, false, 1024",
        "16384, false, 16",
        "25088, false, 8",
        "1000000, false, 1",
        "64, true, 1024",
        "3584, true, 128",
        "300000, true, 32",
        "2000000000, true, 1"
    })
    void numbersAtOnceFitTheCacheOrTheProductsOfSeries(int largest, boolean series, int examples) {
        assertThat(EvaluatedShape.atOnce(largest, series)).isEqualTo(examples);
    }

    @Test
    void examplesOfOtherShapesAreEvaluatedInTurn() {
        FusedZoo.Example example = FusedZoo.layers().get("lstm");
        FusedTraining fused = FusedTraining.of(FusedTrainingTest.network(example));
        DataSet[] batches = new DataSet[6];
        double sum = 0;
        int count = 0;
        for (int i = 0; i < batches.length; i++) {
            batches[i] = FusedTrainingTest.batch(new Random(i), 2 + i, 5, 3 + i);
            sum += evaluated(fused, batches[i]).loss() * (2 + i);
            count += 2 + i;
        }
        assertThat(evaluated(fused, batches).loss()).isCloseTo(sum / count, within(1e-6));
        fused.release();
    }

    /** A maximum must not hide it. */
    @ParameterizedTest
    @ValueSource(strings = {"images", "overlapping", "means", "mobile"})
    void whatIsNoNumberInTheFirstLayerAloneIsSeenInTheLoss(String name) {
        FusedZoo.Example example = FusedZoo.layers().get(name);
        MultiLayerNetwork network = FusedTrainingTest.network(example);
        network.getLayer(0).getParam("W").assign(Float.NaN);
        FusedTraining fused = FusedTraining.of(network);
        assertThat(evaluated(fused, FusedTrainingTest.batch(new Random(2), example.shape()))
                        .loss())
                .isNaN();
        fused.release();
    }

    /** oneDNN refuses the second, which is then left to the stages of training. */
    @ParameterizedTest
    @CsvSource({"1, 1, 3, 3, true", "1, 3, 3, 1, false", "3, 1, 1, 2, true"})
    void kernelsThatLeavePixelsOutAreEvaluatedAsTheyAreTrained(
            int rows, int columns, int down, int right, boolean fits) {
        ConvolutionLayer gaps = new ConvolutionLayer.Builder(rows, columns)
                .nOut(4)
                .stride(down, right)
                .activation(Activation.TANH)
                .build();
        FusedZoo.Example example = FusedZoo.images(gaps, FusedZoo.output());
        FusedTraining fused = FusedTraining.of(FusedTrainingTest.network(example));
        DataSet batch = FusedTrainingTest.batch(new Random(5), example.shape());
        Tally tally = new Tally(true);
        FusedEvaluation evaluation = fused.evaluation(tally);
        assertThat(evaluation.add(batch.toMultiDataSet())).isEqualTo(fits);
        if (fits) {
            evaluation.finish();
            INDArray said = fused.output(batch.toMultiDataSet()).orElseThrow();
            double losses =
                    batch.getLabels().mul(Transforms.log(said)).sumNumber().doubleValue();
            assertThat(tally.mean().loss()).isCloseTo(-losses / batch.numExamples(), within(SAME));
        }
        fused.release();
    }

    @Test
    void masksAndLabelsOfAnotherShapeAreLeftToDeeplearning4j() {
        FusedZoo.Example example = FusedZoo.layers().get("lstm");
        FusedTraining fused = FusedTraining.of(FusedTrainingTest.network(example));
        FusedEvaluation evaluation = fused.evaluation(new Tally(true));
        DataSet batch = FusedTrainingTest.batch(new Random(1), example.shape());
        DataSet other = new DataSet(batch.getFeatures(), Nd4j.ones(4, 2));
        assertThat(evaluation.add(other.toMultiDataSet())).isFalse();
        assertThat(evaluation.add(batch.toMultiDataSet())).isTrue();
        batch.setFeaturesMaskArray(Nd4j.ones(4, 6));
        assertThat(evaluation.add(batch.toMultiDataSet())).isFalse();
        fused.release();
    }
}
