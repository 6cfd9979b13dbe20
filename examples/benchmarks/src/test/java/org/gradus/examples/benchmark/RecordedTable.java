package org.gradus.examples.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradus.core.training.CancellationToken;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.gradus.trainers.replay.CurveTable;
import org.gradus.trainers.replay.CurveTableRecorder;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A table of {@link DiagnosisTables}: what is trained, on which images, at which rates and for how long.
 *
 * @param hidden the layers before the softmax
 * @param updater at a rate
 * @param training the length and the batches
 * @param rates all of them
 */
record RecordedTable(
        String task,
        List<Layer> hidden,
        Function<Double, IUpdater> updater,
        DiagnosisImages images,
        Training training,
        Rates rates) {
    private static final int SEEDS = 3;

    /** How long it trains. */
    record Training(int epochs, int batch) {}

    /** Rates at equal distances on a log scale, from the lowest up over decades. */
    record Rates(double lowest, double decades, int count) {
        double[] all() {
            return CurveTableRecorder.logSpaced(lowest, lowest * Math.pow(10, decades), count);
        }
    }

    /** Trains and writes what the folder does not have yet. */
    void record(Path folder, int threads) throws IOException, InterruptedException {
        Path file = folder.resolve(task + ".csv.gz");
        if (Files.exists(file)) {
            return;
        }
        long side = BenchmarkCnn.SIDE;
        long[] shape = isRecurrent() ? new long[] {side, side} : new long[] {1, side, side};
        Dl4jTrainer trainer = Dl4jTrainer.of(
                        c -> network(updater.apply(c.learningRate().value())), images.data(shape))
                .withBatchSize(training.batch());
        CurveTable table = CurveTableRecorder.of(trainer, rates.all(), SEEDS, training.epochs())
                .parallelism(threads)
                .record(task, CancellationToken.create());
        table.write(file);
    }

    private boolean isRecurrent() {
        return !hidden.isEmpty() && hidden.get(0) instanceof LastTimeStep last && last.getUnderlying() instanceof LSTM;
    }

    private MultiLayerConfiguration network(IUpdater rule) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .updater(rule)
                .weightInit(WeightInit.RELU)
                .activation(Activation.RELU)
                .convolutionMode(ConvolutionMode.Same)
                .list();
        hidden.forEach(layer -> layers.layer(layer.clone()));
        // So small that the untrained network guesses.
        return layers.layer(BenchmarkCnn.output()
                        .weightInit(new NormalDistribution(0, 0.01))
                        .build())
                .setInputType(
                        isRecurrent()
                                ? InputType.recurrent(BenchmarkCnn.SIDE)
                                : InputType.convolutional(BenchmarkCnn.SIDE, BenchmarkCnn.SIDE, 1))
                .build();
    }
}
