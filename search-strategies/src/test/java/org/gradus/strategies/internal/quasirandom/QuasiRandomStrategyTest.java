package org.gradus.strategies.internal.quasirandom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.testkit.ScriptedSearch;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuasiRandomStrategyTest {
    private static List<Double> logRates(long seed) {
        StudyBuilder study = StudyBuilder.of(
                SearchSpace.learningRate(1e-4, 1), Objective.minimize("validationLoss"), StudyBudget.of(16, 1), seed);
        return ScriptedSearch.of(study.study(), new QuasiRandomStrategy(), new FullBudget(), c -> new double[] {1})
                .run()
                .searched()
                .stream()
                .map(t -> Math.log10(t.configuration().learningRate().value()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void sixteenTrialsHitEachQuarterOfADecadeOnce(long seed) {
        boolean[] hit = new boolean[16];
        logRates(seed).forEach(rate -> hit[(int) ((rate + 4) * 4)] = true);
        assertThat(hit).doesNotContain(false);
    }

    @Test
    void theSeedOfTheStudyMovesTheFirstPoint() {
        assertThat(logRates(1).get(0)).isNotEqualTo(logRates(2).get(0));
    }

    @Test
    void refusesMoreDimensionsThanThereAreDirectionNumbersFor() {
        SearchSpace.Builder builder = SearchSpace.builder();
        for (int i = 0; i <= ScrambledSobol.MAX_DIMENSIONS; i++) {
            builder.real("p" + i, 0, 1, Scale.LINEAR);
        }
        SearchSpace space = builder.build();
        StudyBudget budget = StudyBudget.of(1, 1);
        QuasiRandomStrategy strategy = new QuasiRandomStrategy();
        assertThatThrownBy(() -> strategy.check(space, budget))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("up to 1000 dimensions, but the space has 1001");
    }
}
