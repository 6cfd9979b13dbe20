package org.gradus.examples.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradus.core.training.CancellationToken;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.gradus.trainers.dl4j.data.InMemoryData;
import org.gradus.trainers.replay.CurveTable;
import org.gradus.trainers.replay.CurveTableRecorder;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Records the curves that the diagnosis is measured on: six networks, each at 13 rates over 5 decades with 3 seeds, for 12
 * epochs of 1,000 images of fashion-mini. Argument: the folder of the tables; those that it has already are kept.
 */
final class DiagnosisTables {
    private static final int IMAGES = 1000;
    private static final int BATCH = 20;
    private static final int RATES = 13;
    private static final int SEEDS = 3;
    private static final int EPOCHS = 12;
    private static final int THREADS = 2;
    private static final double DECADES = 1e5;

    /** The lowest rates; an adaptive optimizer has steps of the size of its rate. */
    private static final double LOWEST_ADAM = 1e-5;

    private static final double LOWEST_SGD = 1e-4;

    private DiagnosisTables() {}

    public static void main(String[] args) throws Exception {
        InMemoryData data = BenchmarkData.first(IMAGES, IMAGES);
        Path folder = Path.of(args[0]);
        record(data, folder, "mlp64-sgd", dense(Activation.RELU, 64), LOWEST_SGD, Sgd::new);
        record(data, folder, "mlp256x128-momentum", dense(Activation.RELU, 256, 128), LOWEST_SGD, Nesterovs::new);
        record(data, folder, "cnn-sgd", cnn(false), LOWEST_SGD, Sgd::new);
        record(data, folder, "strideCnnDropout-momentum", strideCnnDropout(), LOWEST_SGD, Nesterovs::new);
        record(data, folder, "deepStrideCnn-adam", deepStrideCnn(), LOWEST_ADAM, Adam::new);
        record(data, folder, "cnnBatchNorm-adam", cnn(true), LOWEST_ADAM, Adam::new);
    }

    /** Records a table that the folder does not have yet. */
    private static void record(
            InMemoryData data,
            Path folder,
            String task,
            List<Layer> hidden,
            double lowest,
            Function<Double, IUpdater> updater)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path file = folder.resolve(task + ".csv.gz");
        if (Files.exists(file)) {
            return;
        }
        Dl4jTrainer trainer = Dl4jTrainer.of(
                        c -> network(hidden, updater.apply(c.learningRate().value())), data)
                .withBatchSize(BATCH);
        double[] rates = CurveTableRecorder.logSpaced(lowest, lowest * DECADES, RATES);
        CurveTable table = CurveTableRecorder.of(trainer, rates, SEEDS, EPOCHS)
                .parallelism(THREADS)
                .record(task, CancellationToken.create());
        table.write(file);
    }

    private static MultiLayerConfiguration network(List<Layer> hidden, IUpdater updater) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .updater(updater)
                .weightInit(WeightInit.RELU)
                .activation(Activation.RELU)
                .convolutionMode(ConvolutionMode.Same)
                .list();
        hidden.forEach(layer -> layers.layer(layer.clone()));
        // So small that the untrained network guesses.
        return layers.layer(BenchmarkCnn.output()
                        .weightInit(new NormalDistribution(0, 0.01))
                        .build())
                .setInputType(InputType.convolutional(BenchmarkCnn.SIDE, BenchmarkCnn.SIDE, 1))
                .build();
    }

    private static List<Layer> dense(Activation activation, int... units) {
        return Arrays.stream(units)
                .<Layer>mapToObj(n ->
                        new DenseLayer.Builder().activation(activation).nOut(n).build())
                .toList();
    }

    /** Two blocks and a hidden layer. */
    private static List<Layer> cnn(boolean batchNorm) {
        Layer hidden = new DenseLayer.Builder().nOut(32).build();
        return batchNorm
                ? List.of(
                        linear(5, 6, 1),
                        new BatchNormalization(),
                        rectifier(),
                        BenchmarkCnn.pooling(),
                        linear(3, 12, 1),
                        new BatchNormalization(),
                        rectifier(),
                        BenchmarkCnn.pooling(),
                        hidden)
                : List.of(
                        convolution(5, 6), BenchmarkCnn.pooling(), convolution(3, 12), BenchmarkCnn.pooling(), hidden);
    }

    /** Strides in place of pooling; half of the inputs of the hidden layer are dropped. */
    private static List<Layer> strideCnnDropout() {
        return List.of(
                linear(5, 6, 2),
                rectifier(),
                linear(3, 12, 2),
                rectifier(),
                new DenseLayer.Builder().dropOut(0.5).nOut(32).build());
    }

    /** Four convolutions, three of them with strides. */
    private static List<Layer> deepStrideCnn() {
        return List.of(
                linear(3, 6, 2),
                rectifier(),
                linear(3, 8, 2),
                rectifier(),
                linear(3, 12, 1),
                rectifier(),
                linear(3, 12, 2),
                rectifier(),
                new DenseLayer.Builder().nOut(32).build());
    }

    private static Layer convolution(int side, int filters) {
        return new ConvolutionLayer.Builder(side, side).nOut(filters).build();
    }

    private static Layer linear(int side, int filters, int stride) {
        return new ConvolutionLayer.Builder(side, side)
                .stride(stride, stride)
                .activation(Activation.IDENTITY)
                .nOut(filters)
                .build();
    }

    private static Layer rectifier() {
        return new ActivationLayer(Activation.RELU);
    }
}
