package org.gradus.trainers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.testkit.TrainerContract;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.TrainerProvider;
import org.gradus.core.training.TrainingException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Sgd;

/** A trainer made by name keeps to the contract, and its curves are those of one made of the same functions. */
class Dl4jTrainerProviderTest implements TrainerContract {
    private static final String TINY = Tiny.class.getName();
    private static final String DATA = TINY + "::data";
    private static final String LAYERS = Dl4jTrainerProviderTest.class.getName() + ".Nets::layers";

    /** Networks as users name them. */
    public static final class Nets {
        private Nets() {}

        public static MultiLayerConfiguration layers(Configuration configuration) {
            return Tiny.convolutional(configuration);
        }

        public static MultiLayerNetwork trained(Configuration configuration) {
            MultiLayerNetwork network = new MultiLayerNetwork(Tiny.convolutional(new Sgd(0.1)));
            network.getLayerWiseConfigurations().getConf(0).setSeed(5);
            network.init();
            network.params().assign(0.01);
            return network;
        }

        public static MultiLayerConfiguration failing(Configuration configuration) {
            throw new IllegalStateException("no such layer");
        }
    }

    private static Trainer named(Map<String, String> options) throws TrainingException {
        return TrainerProvider.named("dl4j").create(new TrainerOptions(options, List.of()));
    }

    private static List<CurvePoint> curve(Trainer trainer) throws Exception {
        return TrainerRuns.train(trainer, TrainerRuns.request(trainer, Tiny.rate(0.05), 2));
    }

    @Override
    public Trainer trainer() {
        try {
            return named(Map.of("network", LAYERS, "data", DATA, "batch", "16"));
        } catch (TrainingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Configuration goodConfiguration() {
        return Tiny.rate(0.05);
    }

    @Override
    public Configuration absurdConfiguration() {
        return Tiny.rate(Tiny.ABSURD);
    }

    @Test
    void curvesOfLayersAreThoseOfTheFunction() throws Exception {
        assertThat(curve(trainer()))
                .isEqualTo(
                        curve(Dl4jTrainer.of(Tiny::convolutional, Tiny.data()).withBatchSize(16)));
        assertThat(curve(named(Map.of("network", LAYERS, "data", DATA))))
                .isEqualTo(curve(Dl4jTrainer.of(Tiny::convolutional, Tiny.data())));
    }

    @Test
    void curvesOfGraphsAreThoseOfTheFunction() throws Exception {
        assertThat(curve(named(Map.of("network", TINY + "::graph", "data", DATA))))
                .isEqualTo(curve(Dl4jTrainer.ofGraph(Tiny::graph, Tiny.data())));
    }

    @Test
    void curvesOfFineTuningAreThoseOfTheFunction() throws Exception {
        String trained = Dl4jTrainerProviderTest.class.getName() + "$Nets::trained";
        assertThat(curve(named(Map.of("network", trained, "data", DATA))))
                .isEqualTo(curve(Dl4jTrainer.fineTuning(Nets::trained, Tiny.data())));
    }

    @Test
    void descriptorNamesTheMethodAndTheFingerprintIsTheSameEachTime() {
        assertThat(trainer().descriptor().details()).containsEntry("network", LAYERS);
        assertThat(trainer().descriptor()).isEqualTo(trainer().descriptor());
    }

    @Test
    void wrongOptionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named(Map.of("data", DATA)))
                .withMessageStartingWith("the option 'network' must name a public static method that takes"
                        + " org.gradus.core.space.Configuration and returns"
                        + " org.deeplearning4j.nn.conf.MultiLayerConfiguration or ")
                .withMessageEndingWith("but is not given\nMaybe write network=com.example.Net::network.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named(Map.of("network", LAYERS)))
                .withMessageContaining("the option 'data' must name a public static method that takes nothing and"
                        + " returns org.gradus.trainers.dl4j.data.BatchSource, but is not given");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named(Map.of("network", LAYERS, "data", LAYERS)))
                .withMessageContaining("Nets::layers takes org.gradus.core.space.Configuration: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named(Map.of("network", LAYERS, "data", DATA, "batch", "200")))
                .withMessageContaining("the batch size must be within [1, 100]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named(Map.of("network", LAYERS, "data", DATA, "epochs", "3")))
                .withMessage("trainer 'dl4j' has no option 'epochs'; it has network, data, batch");
        TrainerProvider provider = TrainerProvider.named("dl4j");
        TrainerOptions program = new TrainerOptions(Map.of("network", LAYERS, "data", DATA), List.of("python3"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.create(program))
                .withMessage("trainer 'dl4j' starts no program, but was given [python3]");
    }

    @Test
    void networkThatFailsIsRefusedBeforeTrainingByItsName() throws Exception {
        String failing = Dl4jTrainerProviderTest.class.getName() + ".Nets::failing";
        Trainer trainer = named(Map.of("network", failing, "data", DATA));
        SearchSpace space = SearchSpace.learningRate(1e-3, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.check(space))
                .withMessageContaining("the option 'network' names " + failing
                        + ", which threw java.lang.IllegalStateException: no such layer");
    }
}
