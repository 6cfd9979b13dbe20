package org.gradus.strategies.internal.points;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.core.space.Condition;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.junit.jupiter.api.Test;

class FiniteSpaceTest {
    @Test
    void listsEveryConfigurationOnce() {
        SearchSpace space = SearchSpace.builder()
                .categorical("updater", "sgd", "adam", "rmsprop")
                .integer("layers", 1, 4, Scale.LOG)
                .integer("momentumTenths", 0, 9, Scale.LINEAR)
                .when(Condition.when("updater", "sgd"))
                .build();
        // sgd: 4 x 10; adam and rmsprop: 4 each.
        assertThat(FiniteSpace.configurations(space).orElseThrow())
                .hasSize(48)
                .doesNotHaveDuplicates()
                .allMatch(space::contains);
    }

    @Test
    void aRealParameterOrTooManyValuesMakeItEndless() {
        assertThat(FiniteSpace.configurations(SearchSpace.learningRate(0.1, 1))).isEmpty();
        SearchSpace large = SearchSpace.builder()
                .integer("a", 1, 101, Scale.LINEAR)
                .integer("b", 1, 100, Scale.LINEAR)
                .build();
        assertThat(FiniteSpace.configurations(large)).isEmpty();
        SearchSpace huge = SearchSpace.builder()
                .integer("a", -(1L << 52), 1L << 52, Scale.LINEAR)
                .build();
        assertThat(FiniteSpace.configurations(huge)).isEmpty();
    }
}
