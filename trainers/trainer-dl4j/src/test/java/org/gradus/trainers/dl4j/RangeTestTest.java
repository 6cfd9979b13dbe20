package org.gradus.trainers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.core.curvature.Curvature;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.rangetest.RangeTestPlan;
import org.gradus.core.rangetest.SweepAnalysis;
import org.gradus.core.rangetest.SweepRun;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;

class RangeTestTest {
    @BeforeAll
    static void start() {
        Dl4jEnvironment.start();
    }

    private static MultiLayerNetwork network() {
        return LiveNetworks.layered("sgd", "plain");
    }

    private static RangeTest quick(RangeTest test) {
        return test.rates(1e-4, 1).steps(12).sweeps(1).edge(false);
    }

    /** The example of the user guide. */
    private static SweepAnalysis guide(MultiLayerNetwork network, List<DataSet> batches) {
        RangeTestResult result = RangeTest.on(network, batches)
                .rates(1e-5, 10)
                .sweeps(3)
                .curvature(true)
                .seed(42)
                .run();
        SweepAnalysis analysis = result.analysis();
        System.out.println(analysis.words() + " Sure: " + analysis.confident());
        result.curvature().map(Curvature::words).ifPresent(System.out::println);
        return analysis;
    }

    @Test
    void untrainedNetworkGetsAnInterval() {
        SweepAnalysis analysis = guide(network(), List.of(DataSet.merge(LiveNetworks.batches())));
        assertThat(analysis.steep()).isPresent();
        assertThat(analysis.interval().orElseThrow().high()).isBetween(1e-3, 10.0);
    }

    @Test
    void equalSeedsGiveEqualCurvesAndEverySweepAnother() {
        RangeTest test = RangeTest.on(network(), LiveNetworks.batches())
                .rates(1e-4, 1)
                .steps(12)
                .sweeps(2);
        List<SweepRun> runs = test.run().runs();
        assertThat(test.run().runs()).isEqualTo(runs);
        assertThat(runs.get(0).curve()).isNotEqualTo(runs.get(1).curve());
        assertThat(test.seed(1).run().runs().get(0).curve())
                .isNotEqualTo(runs.get(0).curve());
    }

    @Test
    void everyKindOfDataIsTaken() {
        List<DataSet> batches = LiveNetworks.batches();
        MultiLayerNetwork layers = network();
        ComputationGraph graph = LiveNetworks.graph("sgd", "plain");
        ListDataSetIterator<DataSet> iterator = new ListDataSetIterator<>(
                batches.stream().flatMap(b -> b.asList().stream()).toList(), 16);
        iterator.next();
        for (RangeTest test : List.of(
                RangeTest.on(layers, batches),
                RangeTest.on(layers, iterator),
                RangeTest.on(layers, LiveNetworks.data()).batchSize(16),
                RangeTest.on(graph, batches),
                RangeTest.on(graph, iterator),
                RangeTest.on(graph, LiveNetworks.data()).batchSize(16))) {
            RangeTestResult result = quick(test).run();
            assertThat(result.runs()).hasSize(1);
            assertThat(result.runs().get(0).curve().size()).isEqualTo(12);
            assertThat(result.curvature()).isEmpty();
        }
        assertThat(iterator.next().getFeatures())
                .as("the iterator stands at its beginning")
                .isEqualTo(batches.get(0).getFeatures());
    }

    @Test
    void heldOutSweepIsEvaluatedOnTheValidationSplit() {
        RangeTestResult result = quick(RangeTest.on(network(), LiveNetworks.data()))
                .batchSize(16)
                .heldOut(98)
                .run();
        assertThat(result.runs().get(0).curve().evaluated())
                .extracting(CurvePoint::step)
                .startsWith(0L, 2L, 4L, 6L);
    }

    /** A linear regression: full batches, so that the limit is that of the updater on a quadratic. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.9})
    void confirmedEdgeIsTheLimitOfTheCurvature(double momentum) {
        Regression regression = Regression.of(3);
        MultiLayerNetwork network = regression.network(momentum == 0 ? new Sgd(1) : new Nesterovs(1, momentum), 0);
        RangeTestResult result = RangeTest.on(network, List.of(regression.data()))
                .rates(1e-5, 10)
                .curvature(true)
                .run();
        double factor = momentum == 0 ? 2 : (2 + 2 * momentum) / (1 + 2 * momentum);
        double limit = factor / regression.largestCurvature(0);
        Curvature curvature = result.curvature().orElseThrow();
        assertThat(curvature.limit().orElseThrow()).isCloseTo(limit, within(0.05 * limit));
        assertThat(result.analysis().edge().orElseThrow().value()).isCloseTo(limit, within(0.25 * limit));
    }

    @Test
    void networkWithoutParametersIsRefused() {
        MultiLayerNetwork bare = new MultiLayerNetwork(network().getLayerWiseConfigurations());
        assertThatIllegalStateException()
                .isThrownBy(() -> RangeTest.on(bare, LiveNetworks.batches()).run())
                .withMessage("the network has no parameters\nMaybe call its init() first.");
        ComputationGraph graph =
                new ComputationGraph(LiveNetworks.graph("sgd", "plain").getConfiguration());
        assertThatIllegalStateException()
                .isThrownBy(() -> RangeTest.on(graph, LiveNetworks.batches()).run())
                .withMessage("the network has no parameters\nMaybe call its init() first.");
        assertThat(bare.isInitCalled()).isFalse();
    }

    @Test
    void updaterWithoutARateIsRefused() {
        MultiLayerNetwork still = Regression.of(1).network(new NoOp(), 0);
        assertThatIllegalStateException()
                .isThrownBy(() -> RangeTest.on(still, LiveNetworks.batches()).run())
                .withMessageContaining("no updater with a learning rate");
        MultiLayerNetwork delta = Regression.of(1).network(new AdaDelta(), 0);
        assertThatIllegalStateException()
                .isThrownBy(() -> RangeTest.on(delta, LiveNetworks.batches()).run())
                .withMessageContaining("AdaDelta has no learning rate");
    }

    @Test
    void dataWithoutBatchesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RangeTest.on(network(), List.of()))
                .withMessage("a range test needs at least 1 batch, but was given none");
        assertThatIllegalStateException()
                .isThrownBy(() -> RangeTest.on(network(), new ListDataSetIterator<>(List.<DataSet>of(), 1))
                        .run())
                .withMessage("the data iterator has no batches");
    }

    @Test
    void settingsThatCannotWorkAreRefused() {
        RangeTest test = RangeTest.on(network(), LiveNetworks.batches());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> test.rates(1, 1))
                .withMessage("a range test needs 0 < min < max < ∞, but was 1.0 to 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> test.rates(Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> test.rates(1e-3, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> test.rates(0, 1));
        assertThatIllegalStateException()
                .isThrownBy(() -> test.heldOut(98).run())
                .withMessageContaining("needs a validation split");
        RangeTest none = RangeTest.on(network(), LiveNetworks.batches()).sweeps(0);
        assertThatIllegalArgumentException().isThrownBy(none::run);
        RangeTest large = RangeTest.on(network(), LiveNetworks.data()).batchSize(1000);
        assertThatIllegalArgumentException().isThrownBy(large::run).withMessageContaining("batch size");
    }

    @Test
    void defaultRangeFollowsTheUpdater() {
        RangeTestResult sgd = RangeTest.on(network(), LiveNetworks.batches())
                .sweeps(1)
                .edge(false)
                .run();
        assertThat(sgd.runs().get(0).sweep().minRate()).isEqualTo(1e-6);
        assertThat(sgd.runs().get(0).sweep().steps()).isEqualTo(RangeTestPlan.steps(1e-6, 3));
        RangeTestResult adam = RangeTest.on(LiveNetworks.layered("adam", "plain"), LiveNetworks.batches())
                .sweeps(1)
                .edge(false)
                .run();
        assertThat(adam.runs().get(0).sweep().minRate()).isEqualTo(1e-7);
        assertThat(adam.runs().get(0).sweep().maxRate()).isEqualTo(1);
    }
}
