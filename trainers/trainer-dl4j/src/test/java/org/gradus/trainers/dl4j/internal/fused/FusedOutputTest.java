package org.gradus.trainers.dl4j.internal.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.core.curve.Evaluation;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.gradus.trainers.dl4j.internal.coupling.NetworkUpdater;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Losses and output layers. The oracle is Deeplearning4j, without any of our layers, on the same parameters and batches. */
class FusedOutputTest {
    private static final int STEPS = 6;
    private static final double STEP = 1e-2;
    private static final int EVERY = 5;
    private static final int[] SIZES = {700, 1, 423, 5};

    /** What labels are. */
    private enum Labels {
        /** One at each place. */
        CLASSES,
        /** 0 or 1. */
        BITS,
        REAL
    }

    /**
     * A network.
     *
     * @param features of an example
     * @param labels of an example
     */
    private record Example(
            InputType input, long[] features, Labels kind, long[] labels, Supplier<Stream<Layer>> layers) {
        MultiLayerNetwork network() {
            MultiLayerNetwork network = new MultiLayerNetwork(
                    FusedZoo.listed(new Adam(0.01), input, layers.get().toArray(Layer[]::new)));
            network.init();
            return network;
        }

        DataSet batch(Random random, int size) {
            INDArray numbers = Nd4j.create(sized(features, size));
            for (int i = 0; i < numbers.length(); i++) {
                numbers.putScalar(i, (float) random.nextGaussian() + 0.3f);
            }
            INDArray truth = Nd4j.zeros(sized(labels, size));
            long places = truth.length() / size / labels[0];
            for (long i = 0; kind == Labels.CLASSES && i < size * places; i++) {
                long at = (i / places * labels[0] + random.nextInt((int) labels[0])) * places + i % places;
                truth.putScalar(at, 1);
            }
            for (long i = 0; kind != Labels.CLASSES && i < truth.length(); i++) {
                truth.putScalar(i, kind == Labels.BITS ? random.nextInt(2) : (float) random.nextGaussian());
            }
            return new DataSet(numbers, truth);
        }

        private static long[] sized(long[] one, int size) {
            long[] shape = new long[one.length + 1];
            shape[0] = size;
            System.arraycopy(one, 0, shape, 1, one.length);
            return shape;
        }
    }

    @BeforeAll
    static void start() {
        Dl4jEnvironment.start();
    }

    private static Map<String, Example> zoo() {
        Map<String, Example> zoo = new LinkedHashMap<>();
        zoo.put("squares", rows(Labels.REAL, LossFunction.MSE, Activation.IDENTITY));
        zoo.put("squares of tanh", rows(Labels.REAL, LossFunction.MSE, Activation.TANH));
        zoo.put("squares without the mean", rows(Labels.REAL, LossFunction.SQUARED_LOSS, Activation.SIGMOID));
        zoo.put("squares of classes", rows(Labels.CLASSES, LossFunction.MSE, Activation.IDENTITY));
        zoo.put("absolute values", rows(Labels.REAL, LossFunction.L1, Activation.IDENTITY));
        zoo.put("bits", rows(Labels.BITS, LossFunction.XENT, Activation.SIGMOID));
        zoo.put("classes of steps", steps(Labels.CLASSES, LossFunction.MCXENT, Activation.SOFTMAX));
        zoo.put("squares of steps", steps(Labels.REAL, LossFunction.MSE, Activation.IDENTITY));
        zoo.put("bits of steps", steps(Labels.BITS, LossFunction.XENT, Activation.SIGMOID));
        zoo.put("classes of pixels", pixels(Labels.CLASSES, LossFunction.MCXENT, Activation.SOFTMAX, 3));
        zoo.put("bits of pixels", pixels(Labels.BITS, LossFunction.XENT, Activation.SIGMOID, 1));
        zoo.put("squares of pixels", pixels(Labels.REAL, LossFunction.MSE, Activation.IDENTITY, 2));
        return zoo;
    }

    private static Example rows(Labels kind, LossFunction loss, Activation activation) {
        return new Example(
                FusedZoo.ROWS,
                new long[] {7},
                kind,
                new long[] {3},
                () -> Stream.of(
                        FusedZoo.dense(Activation.TANH),
                        new OutputLayer.Builder(loss)
                                .nOut(3)
                                .activation(activation)
                                .build()));
    }

    private static Example steps(Labels kind, LossFunction loss, Activation activation) {
        return new Example(
                FusedZoo.SERIES,
                new long[] {5, 6},
                kind,
                new long[] {3, 6},
                () -> Stream.of(
                        FusedZoo.lstm(4),
                        new Bidirectional(FusedZoo.lstm(3)),
                        FusedZoo.dense(Activation.TANH),
                        new RnnOutputLayer.Builder(loss)
                                .nOut(3)
                                .activation(activation)
                                .build()));
    }

    private static Example pixels(Labels kind, LossFunction loss, Activation activation, int channels) {
        return new Example(
                FusedZoo.IMAGES,
                new long[] {2, 9, 7},
                kind,
                new long[] {channels, 9, 7},
                () -> Stream.of(
                        FusedZoo.bare(4),
                        new ConvolutionLayer.Builder(1, 1)
                                .nOut(channels)
                                .activation(Activation.TANH)
                                .build(),
                        new CnnLossLayer.Builder(loss).activation(activation).build()));
    }

    static Stream<String> names() {
        return zoo().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void outputsAreLearnedAsDeeplearning4jHasIt(String name) {
        Example example = zoo().get(name);
        MultiLayerNetwork ours = example.network();
        MultiLayerNetwork theirs = example.network();
        FusedTraining fused = FusedTraining.of(ours);
        Random random = new Random(3);
        for (int step = 0; step < STEPS; step++) {
            DataSet batch = example.batch(random, 5);
            theirs.fit(batch);
            assertThat(fused.fit(batch.toMultiDataSet(), step, 0).orElseThrow())
                    .as("loss of step %s", step)
                    .isCloseTo(theirs.score(), FusedTrainingTest.near(theirs.score()));
        }
        FusedTrainingTest.assertClose(ours.params(), theirs.params());
        DataSet batch = example.batch(random, 5);
        FusedTrainingTest.assertClose(
                fused.output(batch.toMultiDataSet()).orElseThrow(), theirs.output(batch.getFeatures()));
        fused.release();
    }

    @ParameterizedTest
    @MethodSource("names")
    void outputsAreEvaluatedAsDeeplearning4jHasIt(String name) {
        Example example = zoo().get(name);
        MultiLayerNetwork network = example.network();
        FusedTraining fused = FusedTraining.of(network);
        Random random = new Random(4);
        Tally tally = new Tally(true);
        FusedEvaluation evaluation = fused.evaluation(tally);
        double losses = 0;
        int count = 0;
        org.nd4j.evaluation.classification.Evaluation accuracy = new org.nd4j.evaluation.classification.Evaluation(3);
        for (int size : SIZES) {
            DataSet batch = example.batch(random, size);
            assertThat(evaluation.add(batch.toMultiDataSet())).isTrue();
            losses += network.scoreExamples(batch, false).sumNumber().doubleValue();
            count += size;
            if (example.kind() == Labels.CLASSES) {
                accuracy.eval(batch.getLabels(), network.output(batch.getFeatures()));
            }
        }
        evaluation.finish();
        Evaluation found = tally.mean();
        assertThat(found.loss()).isCloseTo(losses / count, FusedTrainingTest.near(losses / count));
        if (example.kind() == Labels.CLASSES) {
            assertThat(found.metric(Evaluation.ACCURACY)).hasValueCloseTo(accuracy.accuracy(), within(1e-9));
        }
        fused.release();
    }

    /** Absolute values have no slope where they are 0. */
    static Stream<String> smooth() {
        return names().filter(name -> !name.startsWith("absolute"));
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void gradientsAreDifferencesOfTheLoss(String name) {
        Example example = zoo().get(name);
        MultiLayerNetwork network = example.network();
        INDArray gradients = NetworkUpdater.of(network).gradients();
        DataSet batch = example.batch(new Random(8), 5);
        try (FusedNetwork fused = FusedNetwork.of(
                        network, gradients, new Arena(true), batch.getFeatures().shape())
                .orElseThrow()) {
            fused.differentiate(batch.getFeatures(), batch.getLabels());
            double[] slopes = gradients.dup('c').data().asDouble();
            for (int i = 0; i < slopes.length; i += EVERY) {
                double at = network.params().getDouble(i);
                network.params().putScalar(i, at + STEP);
                double above = fused.differentiate(batch.getFeatures(), batch.getLabels());
                network.params().putScalar(i, at - STEP);
                double below = fused.differentiate(batch.getFeatures(), batch.getLabels());
                network.params().putScalar(i, at);
                double slope = (above - below) / (2 * STEP);
                assertThat(slopes[i]).as("slope %s", i).isCloseTo(slope, within(5e-3 * Math.max(1, Math.abs(slope))));
            }
        }
    }
}
