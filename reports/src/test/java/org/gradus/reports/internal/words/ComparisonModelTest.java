package org.gradus.reports.internal.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Figures;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.trial.Objective;
import org.gradus.reports.testing.Comparisons;
import org.gradus.reports.testing.DemoStudy;
import org.gradus.reports.testing.Demos;
import org.junit.jupiter.api.Test;

class ComparisonModelTest {
    private static ComparisonModel of(StudyResult... studies) {
        return ComparisonModel.of(Comparisons.compared(studies));
    }

    private static ComparedRow row(List<ComparedRow> rows, String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<String> texts(ComparedRow row) {
        return row.cells().stream().map(ComparedCell::text).toList();
    }

    private static StudyResult demo(String name) {
        return Demos.all().get(name);
    }

    @Test
    void theHeadlineSaysWhoIsBetter() {
        ComparisonModel model = of(Comparisons.lowRates(42), Demos.usual());
        assertThat(model.headline()).isEqualTo("fashion-cnn is better than low rates");
        assertThat(model.summary())
                .startsWith("fashion-cnn is better than low rates. The winner of fashion-cnn is better than that of low"
                        + " rates by 0.")
                .contains("(95 % interval 0.")
                .endsWith(", more than noise.");
        assertThat(model.differences())
                .extracting(DifferenceRow::verdict, DifferenceRow::basis)
                .containsExactly(tuple("more than noise", "seed by seed, 3 seeds"));
    }

    @Test
    void theHeadlineSaysWhatCannotBeToldApart() {
        ComparisonModel model = of(Demos.usual(), demo("single"));
        assertThat(model.headline()).contains("fashion-cnn", "single", "cannot be told apart");
        assertThat(model.summary()).contains("it takes two fresh seeds of each to tell");
        assertThat(model.differences()).extracting(DifferenceRow::verdict).containsExactly("cannot be told");
    }

    @Test
    void studiesWithoutAWinnerAreNamed() {
        assertThat(of(demo("nothing"), demo("diverged")).headline()).isEqualTo("No study has a winner");
        ComparisonModel model = of(demo("nothing"), Demos.usual());
        assertThat(model.headline()).isEqualTo("Only fashion-cnn has a winner");
        assertThat(model.gains()).isEmpty();
        assertThat(model.cost()).isEmpty();
        assertThat(model.warnings()).contains("nothing yet: No trial was run.");
        assertThat(texts(model.winners().get(0)))
                .containsExactly(
                        "none", Figures.rate(Demos.usual().best().learningRate().value()));
    }

    @Test
    void anUnfinishedStudyIsNamed() {
        assertThat(of(Demos.usual(), demo("running")).warnings())
                .anyMatch(warning -> warning.startsWith("half way: The search "));
    }

    @Test
    void whatIsUnequalBeforeTheSearchIsWarnedOf() {
        StudyResult longer = new DemoStudy(
                        "longer", SearchSpace.learningRate(1e-5, 1), Objective.maximize("validationAccuracy"), 1, 9)
                .search(3e-3)
                .result();
        assertThat(of(Demos.usual(), longer).warnings())
                .anyMatch(warning -> warning.startsWith("Full trainings have 5 and 9 epochs"));
        assertThat(of(Demos.usual(), Comparisons.lowRates(7)).warnings()).isEmpty();
    }

    @Test
    void settingsThatDifferStandApartFromThoseInCommon() {
        ComparisonModel model = of(Demos.usual(), Comparisons.lowRates(7));
        assertThat(model.differing())
                .extracting(ComparedRow::name)
                .containsExactly("learningRate", "trials", "seed", "search ended because");
        assertThat(texts(row(model.differing(), "seed"))).containsExactly("42", "7");
        assertThat(model.common())
                .extracting(ComparedRow::name)
                .contains("strategy", "budget policy", "epochs a training", "trainer", "gradus", "data")
                .doesNotContain("seed");
    }

    @Test
    void aParameterThatAStudyDoesNotHaveIsADash() {
        ComparisonModel model = of(Demos.usual(), demo("five"));
        assertThat(row(model.configurations(), "learningRate").differs()).isTrue();
        assertThat(model.configurations())
                .hasSizeGreaterThan(1)
                .allSatisfy(row -> assertThat(row.cells()).hasSize(2));
        assertThat(texts(model.configurations().get(1)).get(0)).isEqualTo("–");
    }

    @Test
    void ratesThatPrintAlikeAreToldApart() {
        StudyResult one = rated("one", 3.0000001e-3);
        StudyResult other = rated("other", 3.0000002e-3);
        assertThat(texts(row(of(one, other).configurations(), "learningRate")))
                .containsExactly("0.0030000001", "0.0030000002");
        assertThat(row(of(one, rated("again", 3.0000001e-3)).configurations(), "learningRate")
                        .differs())
                .isFalse();
    }

    private static StudyResult rated(String name, double rate) {
        return DemoStudy.ofRates(name, 1e-4, 1e-1, 1, 5).search(rate).result();
    }

    @Test
    void whatWasSpentAddsUp() {
        ComparisonModel model = of(Demos.usual(), Comparisons.lowRates(42));
        assertThat(texts(row(model.spent(), "candidates that completed"))).containsExactly("12 trials", "6 trials");
        assertThat(texts(row(model.spent(), "candidates that diverged")).get(1)).isEqualTo("–");
        assertThat(texts(row(model.spent(), "finalists again, with fresh seeds")))
                .containsExactly("12 trials", "6 trials");
        assertThat(row(model.spent(), "all trainings").cells().get(1).note()).startsWith("60 epochs, ");
    }

    @Test
    void checksOfEachStudyStandInTheOrderOfTheReport() {
        assertThat(of(Demos.usual(), Comparisons.lowRates(42)).checks())
                .extracting(ComparedRow::name)
                .containsExactlyElementsOf(Arrays.stream(HealthCard.Topic.values())
                        .map(HealthCard.Topic::words)
                        .toList());
    }

    @Test
    void whatAStudyHasTwiceStandsInOneCell() {
        List<ComparedRow> rows = ComparedRow.of(
                List.of(List.of("rule a", "rule b"), List.of("rule c")),
                text -> "stop rule",
                text -> ComparedCell.of(text, ""));
        assertThat(rows).hasSize(1);
        assertThat(texts(rows.get(0))).containsExactly("rule a; rule b", "rule c");
    }
}
