package org.gradus.trainers.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.testkit.TrainerContract;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.TrainerProvider;
import org.gradus.core.training.TrainingException;
import org.gradus.trainers.djl.data.Examples;
import org.gradus.trainers.djl.data.InMemoryData;
import org.gradus.trainers.djl.optimizer.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trainer made by name keeps to the contract, and its curves are those of one made of the same functions. */
@ExtendWith(Natives.class)
class DjlTrainerProviderTest implements TrainerContract {
    private static final String BLOCK = Tiny.class.getName() + "::convolutional";
    private static final String DATA = Tiny.class.getName() + "::data";
    private static final String NETS = DjlTrainerProviderTest.class.getName() + ".Nets::";

    /** Functions as users name them. */
    public static final class Nets {
        private Nets() {}

        public static Block line(Configuration configuration) {
            return new SequentialBlock().add(Linear.builder().setUnits(1).build());
        }

        public static InMemoryData numbers() {
            Examples examples = Examples.ofValues(
                    new float[] {0, 1, 2, 3}, new long[] {1}, new float[] {1, 3, 5, 7}, new long[] {1});
            return InMemoryData.of("line", examples, examples);
        }

        public static Loss squares() {
            return Loss.l2Loss();
        }

        public static Optimizer optimizer(Configuration configuration) {
            return Optimizer.nesterov(0.5);
        }

        public static Block failing(Configuration configuration) {
            throw new IllegalStateException("no such layer");
        }

        public static InMemoryData noData() {
            throw new IllegalStateException("no such file");
        }
    }

    private static Trainer named(String... namesAndValues) throws TrainingException {
        Map<String, String> options = new HashMap<>(Map.of("block", BLOCK, "data", DATA));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            options.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return TrainerProvider.named("djl").create(new TrainerOptions(options, List.of()));
    }

    private static List<CurvePoint> curve(Trainer trainer) throws Exception {
        return TrainerRuns.train(trainer, TrainerRuns.request(trainer, Tiny.rate(0.05), 2));
    }

    private static DjlTrainer ofFunction() {
        return DjlTrainer.of(Tiny::convolutional, Tiny.data());
    }

    @Override
    public Trainer trainer() {
        try {
            return named("batch", "16");
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
    void curvesAreThoseOfTheFunction() throws Exception {
        assertThat(curve(trainer())).isEqualTo(curve(ofFunction().withBatchSize(16)));
        assertThat(curve(named())).isEqualTo(curve(ofFunction()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "nesterov", "rmsprop", "adam", "adamw"})
    void optimizersGoByTheirNames(String name) throws Exception {
        Optimizer optimizer =
                switch (name) {
                    case "nesterov" -> Optimizer.nesterov(0.9);
                    case "rmsprop" -> Optimizer.rmsProp();
                    case "adam" -> Optimizer.adam();
                    case "adamw" -> Optimizer.adamW();
                    default -> Optimizer.sgd();
                };
        assertThat(curve(named("optimizer", name))).isEqualTo(curve(ofFunction().withOptimizer(optimizer)));
    }

    @Test
    void optimizerMayBeAMethod() throws Exception {
        assertThat(curve(named("optimizer", NETS + "optimizer")))
                .isEqualTo(curve(ofFunction().withOptimizer(Nets::optimizer)));
    }

    @Test
    void lossMayBeAMethod() throws Exception {
        Trainer trainer = named("block", NETS + "line", "data", NETS + "numbers", "loss", NETS + "squares");
        assertThat(trainer.descriptor().details())
                .containsEntry("loss", "L2Loss")
                .containsEntry("network", NETS + "line");
        assertThat(curve(trainer))
                .isEqualTo(curve(DjlTrainer.of(Nets::line, Nets.numbers()).withLoss(Loss.l2Loss())));
    }

    @Test
    void descriptorIsTheSameEachTime() {
        assertThat(trainer().descriptor()).isEqualTo(trainer().descriptor());
        assertThat(trainer().descriptor().details()).containsEntry("network", BLOCK);
    }

    @Test
    void wrongOptionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named("block", DATA))
                .withMessageStartingWith("the option 'block' must name a public static method that takes"
                        + " org.gradus.core.space.Configuration and returns ai.djl.nn.Block, but " + DATA
                        + " takes nothing: public static ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named("optimizer", "adamax"))
                .withMessage(
                        "the option 'optimizer' must be one of sgd, nesterov, rmsprop, adam, adamw, or a method such"
                                + " as com.example.Net::optimizer, but was 'adamax'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named("loss", BLOCK))
                .withMessageContaining("takes nothing and returns ai.djl.training.loss.Loss, but " + BLOCK);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named("data", NETS + "noData"))
                .withMessage("the option 'data' names " + NETS
                        + "noData, which threw java.lang.IllegalStateException: no such file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named("batch", "200"))
                .withMessageContaining("the batch size must be within [1, 100]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named("network", BLOCK))
                .withMessage("trainer 'djl' has no option 'network'; it has block, data, optimizer, loss, batch");
    }

    @Test
    void blockThatFailsIsRefusedBeforeTrainingByItsName() throws Exception {
        Trainer trainer = named("block", NETS + "failing");
        SearchSpace space = SearchSpace.learningRate(1e-3, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.check(space))
                .withMessageEndingWith("cannot be trained: the option 'block' names " + NETS
                        + "failing, which threw java.lang.IllegalStateException: no such layer");
    }
}
