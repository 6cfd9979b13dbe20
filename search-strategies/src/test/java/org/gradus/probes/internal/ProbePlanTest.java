package org.gradus.probes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbePlanTest {
    @ParameterizedTest
    @CsvSource({
        "1e-5, 1, 5, 2", // a rate a decade, then the gaps on both sides of the best are halved
        "1e-5, 100, 7, 2",
        "1e-7, 10000, 11, 2",
        "1e-3, 1e-1, 4, 0", // half a decade apart from the start
        "1e-24, 1e24, 24, 4" // two decades apart, so that they are halved twice
    })
    void aboutARateADecade(double min, double max, int even, int halvings) {
        ProbePlan plan = ProbePlan.of(SearchSpace.learningRate(min, max), 100);
        assertThat(plan.even()).isEqualTo(even);
        assertThat(plan.halvings()).isEqualTo(halvings);
        assertThat(plan.probes()).isEqualTo(even + halvings);
    }

    @Test
    void rungsAreRoundedUpAndStayBelowTheEnd() {
        SearchSpace space = SearchSpace.learningRate(1e-5, 1);
        assertThat(ProbePlan.of(space, 100).rungs()).containsExactly(2, 8, 15);
        assertThat(ProbePlan.of(space, 50).rungs()).containsExactly(1, 4, 8);
        assertThat(ProbePlan.of(space, 20).rungs()).containsExactly(1, 2, 3);
        assertThat(ProbePlan.of(space, 5).rungs()).containsExactly(1);
        assertThat(ProbePlan.of(space, 1).rungs()).containsExactly(1);
    }

    /** Five trainings to a rung or three to a later one cost a third of a full training at most. */
    @Test
    void rungsThatCostTooMuchAreLowerOrLeftOut() {
        SearchSpace space = SearchSpace.learningRate(1e-5, 1);
        assertThat(ProbePlan.of(space, 26).rungs()).as("not 1, 3, 4").containsExactly(1, 2, 4);
        assertThat(ProbePlan.of(space, 15).rungs()).containsExactly(1, 2, 3);
        assertThat(ProbePlan.of(space, 14).rungs()).containsExactly(1);
        for (int epochs = 1; epochs <= 1000; epochs++) {
            List<Integer> rungs = ProbePlan.of(space, epochs).rungs();
            for (int i = 1; i < rungs.size(); i++) {
                int field = i == 1 ? 5 : 3;
                assertThat(field * (rungs.get(i) - rungs.get(i - 1))).isLessThanOrEqualTo((int) (0.35 * epochs));
            }
        }
    }

    @Test
    void refusesAllButOneRate() {
        assertThat(ProbePlan.refusal(SearchSpace.learningRate(1e-5, 1))).isEmpty();
        assertThat(ProbePlan.refusal(
                        SearchSpace.builder().real("width", -3, 5, Scale.LINEAR).build()))
                .get()
                .asString()
                .contains("a space of one real parameter on a log scale");
        assertThat(ProbePlan.refusal(SearchSpace.builder()
                        .learningRate(1e-5, 1)
                        .integer("batch", 16, 256, Scale.LOG)
                        .build()))
                .isPresent();
    }
}
