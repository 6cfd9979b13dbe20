package org.gradus.trainers.dl4j.internal.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.AutoEncoder;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.trainers.dl4j.environment.ChildJvm;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.gradus.trainers.dl4j.internal.coupling.NetworkUpdater;
import org.gradus.trainers.dl4j.internal.coupling.UpdatedBlock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The oracle is Deeplearning4j, without any of our layers, trained on the same batches from the same parameters. */
class FusedTrainingTest {
    private static final int STEPS = 6;

    /** Floats summed in another order differ in the last of seven digits; steps of training enlarge that. */
    private static final double SAME = 2e-4;

    private static final double STEP = 1e-2;
    private static final int EVERY = 7;

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
            OptionalDouble loss = fused.fit(batch.toMultiDataSet(), step, 0);
            assertThat(loss).as("a loss of step %s", step).isPresent();
            assertThat(loss.getAsDouble()).as("loss of step %s", step).isCloseTo(theirs.score(), near(theirs.score()));
        }
        assertClose(ours.params(), theirs.params());
        DataSet batch = batch(random, example.shape());
        assertClose(fused.output(batch.toMultiDataSet()).orElseThrow(), theirs.output(batch.getFeatures()));
        fused.release();
    }

    static Stream<String> everyGraphLearnsAsDeeplearning4jHasIt() {
        return FusedZoo.graphs().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource
    void everyGraphLearnsAsDeeplearning4jHasIt(String name) {
        FusedZoo.GraphExample example = FusedZoo.graphs().get(name);
        ComputationGraph ours = graph(example);
        ComputationGraph theirs = graph(example);
        FusedTraining fused = FusedTraining.of(ours);
        Random random = new Random(3);
        for (int step = 0; step < STEPS; step++) {
            DataSet batch = batch(random, example.shape());
            theirs.fit(batch);
            assertThat(fused.fit(batch.toMultiDataSet(), step, 0).orElseThrow())
                    .isCloseTo(theirs.score(), near(theirs.score()));
        }
        assertClose(ours.params(), theirs.params());
        DataSet batch = batch(random, example.shape());
        assertClose(fused.output(batch.toMultiDataSet()).orElseThrow(), theirs.outputSingle(batch.getFeatures()));
        fused.release();
    }

    /** Networks without rectifiers and maxima, which have no slope where they change sides. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lstm",
                "sigmoid",
                "smooth images",
                "mobile",
                "separable",
                "overlapping means",
                "swish",
                "gelu",
                "mish",
                "both directions CONCAT",
                "both directions AVERAGE",
                "mean of steps",
                "convolved steps with padding",
                "upsampled",
                "response norm"
            })
    void gradientsAreDifferencesOfTheLoss(String name) {
        FusedZoo.Example example = FusedZoo.layers().get(name);
        MultiLayerNetwork network = network(example);
        INDArray gradients = NetworkUpdater.of(network).gradients();
        DataSet batch = batch(new Random(8), example.shape());
        try (FusedNetwork fused = FusedNetwork.of(network, gradients, new Arena(true), example.shape())
                .orElseThrow()) {
            fused.differentiate(batch.getFeatures(), batch.getLabels());
            double[] slopes = gradients.dup('c').data().asDouble();
            for (int i : learned(network)) {
                double at = network.params().getDouble(i);
                network.params().putScalar(i, at + STEP);
                double above = fused.differentiate(batch.getFeatures(), batch.getLabels());
                network.params().putScalar(i, at - STEP);
                double below = fused.differentiate(batch.getFeatures(), batch.getLabels());
                network.params().putScalar(i, at);
                double slope = (above - below) / (2 * STEP);
                assertThat(slopes[i]).as("slope %s", i).isCloseTo(slope, within(2e-3 * Math.max(1, Math.abs(slope))));
            }
        }
    }

    /** Some of the parameters that are not running averages. */
    private static List<Integer> learned(MultiLayerNetwork network) {
        return NetworkUpdater.of(network).blocks().stream()
                .flatMap(UpdatedBlock::parameters)
                .filter(UpdatedBlock.Parameter::isMeanOverBatch)
                .flatMap(parameter -> IntStream.iterate(parameter.from(), i -> i < parameter.to(), i -> i + EVERY)
                        .boxed())
                .toList();
    }

    @Test
    void whatThereAreNoStagesForIsLeftToDeeplearning4j() {
        Layer[] others = {
            new ActivationLayer(Activation.SOFTPLUS),
            new DenseLayer.Builder().nOut(4).hasLayerNorm(true).build(),
            new DenseLayer.Builder().nOut(4).weightNoise(new DropConnect(0.8)).build(),
            new DenseLayer.Builder()
                    .nOut(4)
                    .constrainWeights(new MaxNormConstraint(1, 1))
                    .build(),
            new DenseLayer.Builder().nOut(4).dropOut(new GaussianDropout(0.5)).build(),
            new BatchNormalization.Builder(true).build(),
            new AutoEncoder.Builder().nOut(4).build(),
            new FrozenLayer(new DenseLayer.Builder().nOut(4).build())
        };
        for (Layer other : others) {
            assertThat(isFused(FusedZoo.listed(
                            new Sgd(0.1),
                            InputType.feedForward(7),
                            other,
                            FusedZoo.dense(Activation.RELU),
                            FusedZoo.output())))
                    .as(other.toString())
                    .isFalse();
        }
        OutputLayer hinge = new OutputLayer.Builder(LossFunction.HINGE).nOut(3).build();
        assertThat(isFused(FusedZoo.listed(new Sgd(0.1), InputType.feedForward(7), hinge)))
                .isFalse();
        assertThat(isFused(FusedZoo.listed(new Sgd(0.1), InputType.feedForward(7), FusedZoo.output())))
                .isTrue();
    }

    /** Deeplearning4j's gradient of such a mean is not the slope of its output. */
    @Test
    void meansWithPaddingThatCountsAreLeftToDeeplearning4j() {
        SubsamplingLayer zeros = ChannelZoo.means(3, 2).build();
        assertThat(isImageFused(zeros)).isTrue();
        zeros.setAvgPoolIncludePadInDivisor(true);
        assertThat(isImageFused(zeros)).isFalse();
    }

    private static boolean isImageFused(Layer layer) {
        return isFused(FusedZoo.images(layer, FusedZoo.output()).configuration(), 5, 2, 9, 7);
    }

    @Test
    void lstmWithWeightsThatAreChangedIsLeftToDeeplearning4j() {
        LSTM plain = lstm().build();
        LSTM constrained =
                lstm().constrainRecurrent(new MaxNormConstraint(0.1, 1)).build();
        LSTM noisy = lstm().weightNoise(new DropConnect(0.8)).build();
        assertThat(isSeriesFused(new LastTimeStep(plain))).isTrue();
        assertThat(isSeriesFused(new LastTimeStep(constrained))).isFalse();
        assertThat(isSeriesFused(new LastTimeStep(noisy))).isFalse();
        assertThat(isSeriesFused(plain, new LastTimeStep(plain.clone()))).isTrue();
        assertThat(isSeriesFused(constrained, new LastTimeStep(plain))).isFalse();
        assertThat(isSeriesFused(noisy, new LastTimeStep(plain))).isFalse();
    }

    private static LSTM.Builder lstm() {
        return new LSTM.Builder().nOut(4).activation(Activation.TANH);
    }

    private static boolean isSeriesFused(Layer... layers) {
        Layer[] all =
                Stream.concat(Stream.of(layers), Stream.of(FusedZoo.output())).toArray(Layer[]::new);
        return isFused(FusedZoo.listed(new Sgd(0.1), InputType.recurrent(5, 6), all), 4, 5, 6);
    }

    private static boolean isFused(MultiLayerConfiguration configuration) {
        return isFused(configuration, 5, 7);
    }

    private static boolean isFused(MultiLayerConfiguration configuration, long... shape) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        FusedTraining fused = FusedTraining.of(network);
        boolean is =
                fused.fit(batch(new Random(1), shape).toMultiDataSet(), 0, 0).isPresent();
        fused.release();
        return is;
    }

    @Test
    void masksAndLabelsOfAnotherShapeAreLeftToDeeplearning4j() {
        FusedZoo.Example example = FusedZoo.layers().get("lstm");
        FusedTraining fused = FusedTraining.of(network(example));
        DataSet batch = batch(new Random(1), example.shape());
        batch.setFeaturesMaskArray(Nd4j.ones(4, 6));
        assertThat(fused.fit(batch.toMultiDataSet(), 0, 0)).isEmpty();
        assertThat(fused.output(batch.toMultiDataSet())).isEmpty();
        DataSet other = new DataSet(batch.getFeatures(), Nd4j.ones(4, 2));
        assertThat(fused.fit(other.toMultiDataSet(), 0, 0)).isEmpty();
    }

    /** A resumed training begins in a JVM that has compiled nothing yet. What is not Gradus's own is compiled in both. */
    @Test
    void compiledLoopsComputeWhatInterpretedOnesDo() throws Exception {
        List<String> compiled = TrainFusedZoo.losses();
        Process child = ChildJvm.of(TrainFusedZoo.class)
                .withOption("-XX:TieredStopAtLevel=1")
                .withOption("-XX:CompileCommand=quiet")
                .withOption("-XX:CompileCommand=exclude,org/gradus/trainers/dl4j/internal/*.*")
                .process()
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> interpreted = child.inputReader()
                .lines()
                .filter(line -> line.startsWith("loss "))
                .toList();
        assertThat(child.waitFor()).isZero();
        assertThat(interpreted).isEqualTo(compiled);
    }

    /** Batches of other sizes have memory of their own, which is freed when there are many. */
    @Test
    void batchesMayHaveAnySize() {
        FusedZoo.Example example = FusedZoo.layers().get("images");
        MultiLayerNetwork ours = network(example);
        MultiLayerNetwork theirs = network(example);
        FusedTraining fused = FusedTraining.of(ours);
        int step = 0;
        for (int size : new int[] {5, 1, 3, 2, 5, 4, 7}) {
            DataSet batch = batch(new Random(size), size, 2, 9, 7);
            theirs.fit(batch);
            fused.fit(batch.toMultiDataSet(), step++, 0).orElseThrow();
            if (size == 2) {
                fused.release();
            }
        }
        assertClose(ours.params(), theirs.params());
        fused.release();
    }

    static ComputationGraph graph(FusedZoo.GraphExample example) {
        ComputationGraph graph = new ComputationGraph(example.configuration().clone());
        graph.init();
        return graph;
    }

    static MultiLayerNetwork network(FusedZoo.Example example) {
        MultiLayerNetwork network =
                new MultiLayerNetwork(example.configuration().clone());
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

    static Offset<Double> near(double expected) {
        return within(SAME * Math.max(1, Math.abs(expected)));
    }

    static void assertClose(INDArray found, INDArray expected) {
        assertThat(found.shape()).isEqualTo(expected.shape());
        double[] ours = found.dup('c').data().asDouble();
        double[] theirs = expected.dup('c').data().asDouble();
        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i]).as("number %s", i).isCloseTo(theirs[i], near(theirs[i]));
        }
    }
}
