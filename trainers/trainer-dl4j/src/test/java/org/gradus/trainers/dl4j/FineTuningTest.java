package org.gradus.trainers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Configuration;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.testkit.TrainerContract;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.Trainer;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Trial;
import org.gradus.trainers.dl4j.data.Batches;
import org.gradus.trainers.dl4j.data.Examples;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.gradus.trainers.dl4j.internal.network.Network;
import org.gradus.trainers.dl4j.internal.network.NetworkFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.learning.config.Sgd;

/** A network that was trained for ten epochs is trained further; the contract is that of networks without parameters. */
class FineTuningTest implements TrainerContract {
    private static MultiLayerNetwork trained;

    @BeforeAll
    static void train() {
        Dl4jEnvironment.start();
        trained = LiveNetworks.layered("nesterovs", "plain");
        fit(10);
    }

    private static void fit(int epochs) {
        List<DataSet> batches = LiveNetworks.batches();
        for (int epoch = 0; epoch < epochs; epoch++) {
            batches.forEach(trained::fit);
        }
    }

    @Override
    public Trainer trainer() {
        return Dl4jTrainer.fineTuning(configuration -> trained, LiveNetworks.data())
                .withBatchSize(16);
    }

    @Override
    public Configuration goodConfiguration() {
        return Tiny.rate(0.05);
    }

    @Override
    public Configuration absurdConfiguration() {
        return Tiny.rate(Tiny.ABSURD);
    }

    /** All begin with the same parameters, and nothing is drawn within a step. */
    @Override
    public boolean initSeedMatters() {
        return false;
    }

    /** The loss before the first step is what Deeplearning4j says of the network that was given. */
    @Test
    void trainingBeginsWithTheParametersOfTheNetwork() throws Exception {
        Examples validation = LiveNetworks.flat(32, 2);
        MultiDataSet all = Batches.of(validation, Seeds.shuffled(32, new Random(0)), 0, 32);
        double own = trained.scoreExamples(new DataSet(all.getFeatures(0), all.getLabels(0)), false)
                .meanNumber()
                .doubleValue();

        CurvePoint first = TrainerRuns.train(trainer(), request()).get(0);

        // Sums of floats in another order.
        assertThat(first.validation().orElseThrow().loss()).isCloseTo(own, within(1e-5 * own));
    }

    @Test
    void searchFindsARateThatTrainsFurtherAndLeavesTheNetworkAsItWas() {
        List<Long> before = LiveNetworks.bits(trained.params());

        StudyResult result = Search.of(trainer())
                .learningRate(1e-6, 1)
                .strategy(ToyStrategies.rates(1e-6, 0.1))
                .trials(2)
                .epochs(4)
                .replicates(1)
                .run();

        Trial best = result.best().trial();
        assertThat(result.best().learningRate().value()).isEqualTo(0.1);
        assertThat(loss(best, 4)).isLessThan(loss(best, 0));
        // Trials and replicates all begin at one place.
        assertThat(result.view().trials()).extracting(t -> loss(t, 0)).containsOnly(loss(best, 0));
        assertThat(LiveNetworks.bits(trained.params())).isEqualTo(before);
    }

    private static double loss(Trial trial, int epoch) {
        return trial.atEpoch(epoch).orElseThrow().validation().orElseThrow().loss();
    }

    @Test
    void frozenLayersKeepTheirParameters() {
        MultiLayerNetwork frozen = new TransferLearning.Builder(trained.clone())
                .setFeatureExtractor(0)
                .build();
        int fixed = Math.toIntExact(frozen.getLayer(0).numParams());
        DataSet batch = LiveNetworks.batches().get(0);

        try (Network copy = NetworkFunction.ofTrainedLayers(c -> frozen)
                .plan()
                .apply(Tiny.rate(0.1))
                .make(1)) {
            INDArray before = copy.params().dup();
            copy.fit(new org.nd4j.linalg.dataset.MultiDataSet(batch.getFeatures(), batch.getLabels()));
            List<Long> then = LiveNetworks.bits(before);
            List<Long> now = LiveNetworks.bits(copy.params());
            assertThat(now.subList(0, fixed)).isEqualTo(then.subList(0, fixed));
            assertThat(now.subList(fixed, now.size())).isNotEqualTo(then.subList(fixed, then.size()));
        }
    }

    @Test
    void fingerprintIsThatOfTheParameters() {
        MultiLayerNetwork same = trained.clone();
        MultiLayerNetwork other = trained.clone();
        other.params().putScalar(0, other.params().getDouble(0) + 1e-3);

        assertThat(fingerprint(same)).isEqualTo(fingerprint(trained)).isNotEqualTo(fingerprint(other));
    }

    private static String fingerprint(MultiLayerNetwork network) {
        return Dl4jTrainer.fineTuning(c -> network, LiveNetworks.data())
                .descriptor()
                .fingerprint();
    }

    @Test
    void graphIsTrainedFurtherToo() {
        ComputationGraph graph = LiveNetworks.graph("nesterovs", "plain");
        List<Long> before = LiveNetworks.bits(graph.params());

        StudyResult result = Search.of(Dl4jTrainer.fineTuningGraph(c -> graph, LiveNetworks.data()))
                .learningRate(1e-6, 1)
                .strategy(ToyStrategies.rates(0.1))
                .trials(1)
                .epochs(2)
                .run();

        assertThat(loss(result.best().trial(), 2)).isLessThan(loss(result.best().trial(), 0));
        assertThat(LiveNetworks.bits(graph.params())).isEqualTo(before);
    }

    @Test
    void networkWithoutParametersIsRefused() {
        Search search = Search.of(
                        Dl4jTrainer.fineTuning(c -> new MultiLayerNetwork(Tiny.convolutional(c)), Tiny.data()))
                .learningRate(1e-6, 1)
                .strategy(ToyStrategies.rates(0.1))
                .trials(1);

        assertThatIllegalArgumentException()
                .isThrownBy(search::start)
                .withMessageContaining("the network has no parameters\nMaybe call its init() first.");
    }

    /** Where the learning rate is not searched, a network keeps its own. */
    @Test
    void rateThatIsNotSearchedIsTheNetworksOwn() {
        StudyResult result = Search.of(Dl4jTrainer.of(c -> Tiny.convolutional(new Sgd(0.07)), Tiny.data()))
                .integer(Dl4jTrainer.BATCH, 16, 32)
                .strategy(ToyStrategies.of((study, random) -> Proposal.suggest(
                        Configuration.builder().set(Dl4jTrainer.BATCH, 16L).build(), "a test")))
                .trials(1)
                .epochs(2)
                .run();

        assertThat(result.best().trial().curve().points())
                .isNotEmpty()
                .extracting(CurvePoint::learningRate)
                .containsOnly(0.07);
    }
}
