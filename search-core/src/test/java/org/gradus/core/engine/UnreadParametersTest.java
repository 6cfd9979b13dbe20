package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.execution.FileCheckpointStore;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.training.EpochTrainer;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class UnreadParametersTest {
    private final Logger log = (Logger) LoggerFactory.getLogger(UnreadParameters.class);
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    @BeforeEach
    void listen() {
        heard.start();
        log.addAppender(heard);
        log.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(heard);
        log.setAdditive(true);
    }

    /** A trainer whose network is a function of the configuration. */
    private record Reading(Trainer trainer, Consumer<Configuration> function, Consumer<Configuration> steps)
            implements Trainer {
        @Override
        public TrainerDescriptor descriptor() {
            return trainer.descriptor();
        }

        @Override
        public long stepsPerEpoch(Configuration configuration) {
            steps.accept(configuration);
            return trainer.stepsPerEpoch(configuration);
        }

        @Override
        public TrainingSession open(TrainingRequest request) throws TrainingException {
            function.accept(request.configuration());
            return trainer.open(request);
        }
    }

    private List<String> warnings(Consumer<Configuration> function) {
        return warnings(search(new Reading(new ScriptedTrainer(), function, configuration -> {})));
    }

    private List<String> warnings(Search search) {
        search.run();
        return heard.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Search search(Trainer trainer) {
        return Search.of(trainer)
                .named("s")
                .learningRate(1e-4, 1)
                .real("momentum", 0, 1, Scale.LINEAR)
                .categorical("updater", "sgd", "adam")
                .strategy(ToyStrategies.of((study, random) -> Proposal.suggest(
                        study.space().fromUnit(random.doubles(3).toArray()), "drawn")))
                .policy(ToyPolicies.bestHalf())
                .trials(4)
                .epochs(2);
    }

    @Test
    void parameterThatIsNeverReadIsReportedOnce() {
        assertThat(warnings(configuration -> configuration.category("updater")))
                .containsExactly(
                        "'momentum' is searched, but the trainer did not read it in trial 1\nMaybe your function"
                                + " reads it under another name; if it reads it for some values of other parameters alone, say"
                                + " so by when(...).");
    }

    /** A batch size may change nothing but the number of steps, which the engine asks for when it plans a trial. */
    @Test
    void parameterThatOnlyTheStepsOfAnEpochDependOnIsNotReported() {
        assertThat(warnings(search(new Reading(
                        new ScriptedTrainer(),
                        configuration -> configuration.category("updater"),
                        configuration -> configuration.real("momentum")))))
                .isEmpty();
    }

    /** A saved model names the configuration that it belongs to, which is no reading of its values. */
    @Test
    void savingAModelReadsNoParameters(@TempDir Path folder) {
        List<Integer> saved = new ArrayList<>();
        Trainer trainer = EpochTrainer.of("constant", (configuration, seeds) -> new Constant())
                .checkpoints(
                        model -> {
                            saved.add(1);
                            return new byte[] {1};
                        },
                        (model, bytes) -> {});
        assertThat(warnings(
                        search(trainer).models(FileCheckpointStore.in(folder)).heldInMemory(0)))
                .hasSize(2);
        assertThat(saved).isNotEmpty();
    }

    /** Learns nothing from anything. */
    private static final class Constant implements EpochTrainer.Model {
        @Override
        public double trainEpoch(int epoch, double learningRate) {
            return 1;
        }

        @Override
        public Evaluation validate() {
            return Evaluation.ofLoss(1);
        }
    }

    @Test
    void nothingIsReportedWhereAllAreRead() {
        assertThat(warnings(configuration -> {
                    configuration.real("momentum");
                    configuration.category("updater");
                }))
                .isEmpty();
    }
}
