package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.function.Consumer;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
    private record Reading(Trainer trainer, Consumer<Configuration> function) implements Trainer {
        @Override
        public TrainerDescriptor descriptor() {
            return trainer.descriptor();
        }

        @Override
        public long stepsPerEpoch(Configuration configuration) {
            return trainer.stepsPerEpoch(configuration);
        }

        @Override
        public TrainingSession open(TrainingRequest request) throws TrainingException {
            function.accept(request.configuration());
            return trainer.open(request);
        }
    }

    private List<String> warnings(Consumer<Configuration> function) {
        Search.of(new Reading(new ScriptedTrainer(), function))
                .named("s")
                .learningRate(1e-4, 1)
                .real("momentum", 0, 1, Scale.LINEAR)
                .categorical("updater", "sgd", "adam")
                .strategy(ToyStrategies.of((study, random) -> Proposal.suggest(
                        study.space().fromUnit(random.doubles(3).toArray()), "drawn")))
                .policy(ToyPolicies.bestHalf())
                .trials(4)
                .epochs(2)
                .run();
        return heard.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void parameterThatIsNeverReadIsReportedOnce() {
        assertThat(warnings(configuration -> configuration.category("updater")))
                .containsExactly(
                        "'momentum' is searched, but the trainer did not read it in trial 1\nMaybe your function"
                                + " reads it under another name; if it reads it for some values of other parameters alone, say"
                                + " so by when(...).");
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
