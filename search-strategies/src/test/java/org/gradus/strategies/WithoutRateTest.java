package org.gradus.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.engine.AskTell;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.UnratedTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches of parameters without a learning rate, planned by {@code auto}; the best dropout is 0.3 and the best depth 3. */
class WithoutRateTest {
    private static final SearchSpace DROPOUT =
            SearchSpace.builder().real("dropout", 0, 1, Scale.LINEAR).build();

    static Stream<SearchSpace> spaces() {
        return Stream.of(UnratedTrainer.SPACE, DROPOUT);
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void autoFindsTheBestOfATrainerWithoutARate(SearchSpace space) {
        StudyResult result = Search.of(new UnratedTrainer())
                .space(space)
                .strategy(Strategies.auto())
                .trials(20)
                .epochs(10)
                .seed(3)
                .run();

        assertThat(result.best().configuration().real("dropout")).isBetween(0.15, 0.45);
    }

    /** Ask and tell plans as a search does: its trials cannot be held unless its program says so. */
    @Test
    void askAndTellIsPlannedByAuto() {
        AskTell search = AskTell.of(UnratedTrainer.SPACE).trials(20).start();
        search.forEach(trial -> trial.tell(UnratedTrainer.loss(trial.configuration(), 1)));

        assertThat(search.result().study().settings().planReason())
                .isEqualTo(
                        "strategy bayesian, because a model of 2 parameters learns from few trials; policy full, because"
                                + " trials of trainer 'ask-tell' cannot be held");
        assertThat(search.best().orElseThrow().configuration().real("dropout")).isBetween(0.15, 0.45);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void everyStrategyForSeveralParametersSearchesWithoutARate(Strategy strategy) {
        StudyResult result = Search.of(new UnratedTrainer())
                .space(UnratedTrainer.SPACE)
                .strategy(strategy)
                .trials(16)
                .epochs(2)
                .run();

        assertThat(result.view().searched()).hasSize(16);
    }

    static List<Strategy> strategies() {
        return List.of(
                Strategies.random(),
                Strategies.quasiRandom(),
                Strategies.bayesian(),
                Strategies.tpe(),
                Strategies.cmaEs(),
                Strategies.grid());
    }
}
