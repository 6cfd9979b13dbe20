package org.gradus.trainers.dl4j.internal.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.core.curvature.Curvature;
import org.gradus.core.curvature.CurvatureMeter;
import org.gradus.core.curvature.UpdateRule;
import org.gradus.core.trial.Seeds;
import org.gradus.trainers.dl4j.LiveNetworks;
import org.gradus.trainers.dl4j.Regression;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.gradus.trainers.dl4j.internal.network.LayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

class NetworkGradientsTest {
    private static final Seeds SEEDS = Seeds.of(1, 0);

    @BeforeAll
    static void start() {
        Dl4jEnvironment.start();
    }

    private static NetworkGradients gradients(MultiLayerNetwork network, DataSet... batches) {
        return NetworkGradients.of(LayerNetwork.copyOf(network), GivenBatches.of(List.of(batches)), 1, SEEDS);
    }

    private static Curvature curvature(MultiLayerNetwork network, long seed, DataSet... batches)
            throws InterruptedException {
        try (NetworkGradients gradients = gradients(network, batches)) {
            return CurvatureMeter.of(seed).measure(gradients);
        }
    }

    private static void assertLargest(MultiLayerNetwork network, double expected, DataSet... batches)
            throws InterruptedException {
        for (int seed = 0; seed < 5; seed++) {
            Curvature curvature = curvature(network, seed, batches);
            assertThat(curvature.largest()).as("seed %s", seed).isCloseTo(expected, within(0.05 * expected));
            assertThat(curvature.converged()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void curvatureOfLinearRegressionIsThatOfTheClosedForm(DataType type) throws InterruptedException {
        for (int problem = 1; problem <= 3; problem++) {
            Regression regression = Regression.of(problem);
            assertLargest(
                    regression.network(new Sgd(1), 0, type), regression.largestCurvature(0), regression.data(type));
            assertLargest(
                    regression.network(new Sgd(1), 0.7, type), regression.largestCurvature(0.7), regression.data(type));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void curvatureOfLogisticRegressionIsThatOfTheClosedForm(DataType type) throws InterruptedException {
        Regression regression = Regression.of(4);
        assertLargest(regression.logistic(type), regression.largestLogisticCurvature(), regression.classes(type));
    }

    @Test
    void meanOverBatchesIsTheLossOfAllExamples() throws InterruptedException {
        Regression regression = Regression.of(5);
        List<DataSet> parts = regression.data().batchBy(16);
        assertLargest(regression.network(new Sgd(1), 0), regression.largestCurvature(0), parts.toArray(new DataSet[0]));
    }

    private static double lossAfter(IUpdater updater, Regression regression, int steps) {
        MultiLayerNetwork network = regression.network(updater, 0);
        IntStream.range(0, steps).forEach(i -> network.fit(regression.data()));
        return network.score(regression.data());
    }

    /** Deeplearning4j's own updaters descend below their limit and diverge above it. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.9})
    void limitIsWhereTrainingBreaks(double momentum) {
        Regression regression = Regression.of(6);
        UpdateRule rule = momentum == 0 ? UpdateRule.plain() : UpdateRule.nesterov(momentum);
        double limit = rule.factor().orElseThrow() / regression.largestCurvature(0);
        double initial = regression.network(new Sgd(1), 0).score(regression.data());
        double below = 0.97 * limit;
        double above = 1.03 * limit;
        assertThat(lossAfter(momentum == 0 ? new Sgd(below) : new Nesterovs(below, momentum), regression, 300))
                .isLessThan(initial);
        assertThat(lossAfter(momentum == 0 ? new Sgd(above) : new Nesterovs(above, momentum), regression, 600))
                .isGreaterThan(100 * initial);
    }

    @Test
    void runningAveragesAreNoParameters() {
        MultiLayerNetwork network = LiveNetworks.layered("sgd", "batch-norm");
        try (NetworkGradients gradients =
                gradients(network, LiveNetworks.batches().get(0))) {
            assertThat(gradients.parameters()).hasSize((int) network.numParams() - 2 * 8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "batch-norm", "dropout"})
    void gradientIsTheSlopeOfTheLoss(String kind) throws InterruptedException {
        MultiLayerNetwork network = LiveNetworks.layered("sgd", kind);
        try (NetworkGradients gradients =
                gradients(network, LiveNetworks.batches().get(0))) {
            double[] point = gradients.parameters();
            double[] slope = gradients.at(point);
            assertThat(gradients.at(point)).as("with the same masks").isEqualTo(slope);
            double norm = Math.sqrt(IntStream.range(0, slope.length)
                    .mapToDouble(i -> slope[i] * slope[i])
                    .sum());
            assertThat(norm).isPositive();
        }
    }

    @Test
    void ruleFollowsTheUpdater() {
        Regression regression = Regression.of(1);
        for (var expected : List.of(
                new Object[] {new Sgd(1), UpdateRule.plain()},
                new Object[] {new Nesterovs(1, 0.8), UpdateRule.nesterov(0.8)},
                new Object[] {new Adam(1), UpdateRule.adaptive()})) {
            try (NetworkGradients gradients =
                    gradients(regression.network((IUpdater) expected[0], 0), regression.data())) {
                assertThat(gradients.rule()).isEqualTo(expected[1]);
            }
        }
    }

    @Test
    void interruptEndsTheProbe() {
        Regression regression = Regression.of(1);
        try (NetworkGradients gradients = gradients(regression.network(new Sgd(1), 0), regression.data())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> gradients.at(gradients.parameters())).isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
    }
}
