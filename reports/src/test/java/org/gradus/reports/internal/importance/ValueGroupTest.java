package org.gradus.reports.internal.importance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradus.core.ranking.ScoreRanking;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.junit.jupiter.api.Test;

class ValueGroupTest {
    private static final SearchSpace SPACE = SearchSpace.builder()
            .learningRate(1e-5, 1)
            .categorical("optimizer", "adam", "sgd")
            .integer("layers", 1, 3, Scale.LINEAR)
            .real("dropout", 0, 1, Scale.LINEAR)
            .build();

    private static Configuration configuration(double rate, String optimizer, long layers, double dropout) {
        return Configuration.builder()
                .set(SearchSpace.LEARNING_RATE, rate)
                .set("optimizer", optimizer)
                .set("layers", layers)
                .set("dropout", dropout)
                .build();
    }

    /** Adam is best at 1e-3 and SGD at 1e-1, by the distance in decades. */
    private static List<ValueGroup> groups() {
        StudyBuilder study = StudyBuilder.of(SPACE, Objective.minimize("validationLoss"), StudyBudget.of(20, 1));
        for (int i = 0; i < 16; i++) {
            boolean adam = i % 2 == 0;
            double log = -4.5 + i / 4.0;
            double best = adam ? -3 : -1;
            study.completed(
                    configuration(Math.pow(10, log), adam ? "adam" : "sgd", 1 + i % 3, i / 16.0), Math.abs(log - best));
        }
        study.diverged(configuration(0.9, "adam", 2, 0.5));
        StudyView view = study.view();
        return ValueGroup.of(view, new ScoreRanking().rank(view).entries());
    }

    private static ValueGroup group(String value) {
        return groups().stream()
                .filter(g -> g.value().equals(value))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void choicesAndSmallNumbersAreGroupedValueByValueAndRealsByRange() {
        assertThat(groups())
                .filteredOn(ValueGroup::single)
                .extracting(ValueGroup::value)
                .containsExactly("adam", "sgd", "1", "2", "3");
        assertThat(groups())
                .filteredOn(g -> g.parameter().equals("dropout"))
                .hasSize(4)
                .noneMatch(ValueGroup::single)
                .allMatch(g -> g.value().contains(" to "));
    }

    @Test
    void eachHasItsBestRateAndTheRatesAroundIt() {
        assertThat(group("adam").best().orElseThrow().learningRate().log10()).isBetween(-3.3, -2.7);
        assertThat(group("sgd").best().orElseThrow().learningRate().log10()).isBetween(-1.3, -0.7);
        List<LearningRate> good = group("adam").goodRates();
        assertThat(good).hasSize(3);
        assertThat(good.get(0).log10()).isBetween(-3.6, -3.0);
        assertThat(good.get(2).log10()).isBetween(-3.0, -2.4);
    }

    @Test
    void divergedOnesCountAndHaveNoScore() {
        assertThat(group("adam").diverged()).isOne();
        assertThat(group("adam").entries()).hasSize(9);
        assertThat(group("sgd").diverged()).isZero();
        // Distances of SGD from 1e-1: 3.25, 2.75, …, 0.25, 0.25; their median.
        assertThat(group("sgd").median().orElseThrow()).isEqualTo(1.5);
    }
}
