package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Seeds;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.gradus.trainers.dl4j.data.InMemoryData;
import org.gradus.trainers.process.ProcessTrainer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Deeplearning4j here, PyTorch behind the trainer protocol: from the same parameters, on the same batches in the same order, they learn
 * the same. The network and the optimizer are those of {@code examples/programs/fashion_cnn.py}.
 */
class PyTorchComparisonIT {
    private static final int STEPS = 20;
    private static final Seeds SEEDS = new Seeds(1, 1);
    private static final String SCRIPT = "pytorch_curve.py";
    private static final List<String> LIBRARIES = List.of("../programs", "../../trainers/trainer-process/python");

    /** Three digits. Rounding differs in the seventh, and grows from step to step. */
    private static final double SAME = 5e-4;

    @TempDir
    private Path folder;

    /**
     * Deeplearning4j caps the third loss at a rate of 0.01, but not the gradient (decision 130): the steps that follow agree again, until rounding
     * grows ({@link DjlComparisonIT}).
     *
     * @param compared the last step whose losses must agree
     */
    @ParameterizedTest
    @CsvSource({"0.001, 20, -1", "0.003, 20, -1", "0.01, 8, 3"})
    void learningCurvesAgreeToThreeDigits(double rate, long compared, long cappedStep) throws Exception {
        PyTorch pytorch = new PyTorch("python3");
        assumeTrue(pytorch.isThere(), "skipped: python3 is missing, or has no torch");
        InMemoryData data = BenchmarkData.all();
        Trainer dl4j = Dl4jTrainer.fineTuning(configuration -> network(), data).withBatchSize(BenchmarkData.BATCH);
        List<CurvePoint> theirs = train(dl4j, rate);
        List<CurvePoint> ours;
        try (ProcessTrainer program = program(pytorch, data)) {
            ours = train(program, rate);
        }
        double largest = 0;
        for (int step = 1; step <= STEPS; step++) {
            CurvePoint other = theirs.get(step);
            CurvePoint own = ours.get(step);
            assertThat(own.step()).isEqualTo(other.step()).isEqualTo(step);
            assertThat(own.learningRate()).isEqualTo(other.learningRate());
            if (step == cappedStep) {
                assertThat(own.batchLoss()).isGreaterThan(other.batchLoss());
            } else if (step <= compared) {
                largest = Math.max(largest, Math.abs(own.batchLoss() - other.batchLoss()) / other.batchLoss());
            }
        }
        System.out.printf(
                Locale.ROOT,
                "a PyTorch program and dl4j at rate %s: largest relative difference of the losses of %d steps %.1e, the last ones"
                        + " %.5f and %.5f%n",
                rate,
                compared,
                largest,
                ours.get(STEPS).batchLoss(),
                theirs.get(STEPS).batchLoss());
        assertThat(largest).isLessThan(SAME);
        assertThat(ours.get(STEPS).batchLoss()).isNotEqualTo(ours.get(1).batchLoss());
    }

    private ProcessTrainer program(PyTorch pytorch, InMemoryData data) throws Exception {
        Path script = folder.resolve(SCRIPT);
        try (InputStream in = PyTorchComparisonIT.class.getResourceAsStream(SCRIPT)) {
            Files.copy(in, script);
        }
        Path parameters = folder.resolve("parameters");
        write(TorchParameters.of(network()), parameters);
        Path batches = folder.resolve("batches");
        BatchFile.write(BenchmarkData.firstEpoch(data, SEEDS), batches);
        List<String> path = LIBRARIES.stream()
                .map(name -> Path.of(name).toAbsolutePath().normalize().toString())
                .toList();
        return ProcessTrainer.builder(List.of(
                        pytorch.python(),
                        script.toString(),
                        parameters.toString(),
                        batches.toString(),
                        Integer.toString(BenchmarkData.BATCH)))
                .environment("PYTHONPATH", String.join(File.pathSeparator, path))
                .start();
    }

    private static void write(List<float[]> parameters, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (float[] values : parameters) {
                out.write(BatchFile.bytes(values));
            }
        }
    }

    private static MultiLayerNetwork network() {
        MultiLayerNetwork network = new MultiLayerNetwork(BenchmarkCnn.configuration(1));
        network.init();
        return network;
    }

    private static List<CurvePoint> train(Trainer trainer, double rate) throws Exception {
        TrainingRequest request =
                TrainerRuns.recordedEvery(TrainerRuns.request(trainer, Configuration.of(new LearningRate(rate)), 1), 1);
        try (TrainingSession session = trainer.open(TrainerRuns.withSeeds(request, SEEDS))) {
            return TrainerRuns.advance(session, STEPS);
        }
    }
}
