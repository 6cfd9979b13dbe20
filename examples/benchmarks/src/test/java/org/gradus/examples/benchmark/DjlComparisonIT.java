package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Seeds;
import org.gradus.trainers.djl.DjlTrainer;
import org.gradus.trainers.djl.optimizer.Optimizer;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two libraries, one network: from the same parameters, on the same batches in the same order, they learn the same. */
class DjlComparisonIT {
    private static final int STEPS = 20;

    /** Three digits. Rounding differs in the seventh, and grows from step to step. */
    private static final double SAME = 5e-4;

    /**
     * At a rate of 0.01, near divergence, the third step has examples whose probability is below 1e-10. Deeplearning4j caps the loss of each at
     * 23 (decision 130), but not the gradient: the steps that follow agree again. From the ninth on, rounding grows beyond three digits on some
     * processors.
     *
     * @param compared the last step whose losses must agree
     */
    @ParameterizedTest
    @CsvSource({"0.001, 20, -1", "0.003, 20, -1", "0.01, 8, 3"})
    void learningCurvesAgreeToThreeDigits(double rate, int compared, int cappedStep) throws Exception {
        Trainer dl4j = Dl4jTrainer.fineTuning(configuration -> network(), BenchmarkData.all())
                .withBatchSize(BenchmarkData.BATCH);
        Trainer djl = djl();
        List<CurvePoint> theirs = train(dl4j, rate);
        List<CurvePoint> ours = train(djl, rate);
        double largest = 0;
        for (int i = 0; i < theirs.size(); i++) {
            assertThat(ours.get(i).step()).isEqualTo(theirs.get(i).step());
            assertThat(ours.get(i).learningRate()).isEqualTo(theirs.get(i).learningRate());
            double loss = theirs.get(i).batchLoss();
            if (i == cappedStep) {
                assertThat(ours.get(i).batchLoss()).isGreaterThan(loss);
            } else if (i <= compared) {
                largest = Math.max(largest, Math.abs(ours.get(i).batchLoss() - loss) / loss);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "djl and dl4j at rate %s: largest relative difference of %d losses %.1e, the last ones %.5f and %.5f%n",
                rate,
                compared + 1,
                largest,
                ours.get(STEPS).batchLoss(),
                theirs.get(STEPS).batchLoss());
        assertThat(theirs).hasSize(STEPS + 1);
        assertThat(largest).isLessThan(SAME);
    }

    private static DjlTrainer djl() {
        try {
            return DjlTrainer.of(configuration -> DjlCnn.copyOf(network()), DjlCnn.data())
                    .withBatchSize(BenchmarkData.BATCH)
                    .withOptimizer(Optimizer.nesterov(0.9));
        } catch (IllegalStateException e) {
            System.out.println("the comparison is skipped: " + e.getMessage());
            return abort(e.getMessage());
        }
    }

    private static MultiLayerNetwork network() {
        MultiLayerConfiguration configuration = BenchmarkCnn.configuration(1);
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        return network;
    }

    private static List<CurvePoint> train(Trainer trainer, double rate) throws Exception {
        TrainingRequest request =
                TrainerRuns.recordedEvery(TrainerRuns.request(trainer, Configuration.of(new LearningRate(rate)), 1), 1);
        try (TrainingSession session = trainer.open(TrainerRuns.withSeeds(request, new Seeds(1, 1)))) {
            return TrainerRuns.advance(session, STEPS);
        }
    }
}
