package org.gradus.reports.internal.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.GeneralizationRanking;
import org.gradus.core.space.Condition;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.gradus.reports.testing.Demos;
import org.junit.jupiter.api.Test;

class ReportModelTest {
    private static ReportModel model(StudyBuilder study) {
        return ReportModel.of(
                new StudyResult(study.study(), study.view(), new GeneralizationRanking().rank(study.view()), false));
    }

    private static AnswerFigure fact(ReportModel model, String label) {
        return model.answer().figures().stream()
                .filter(fact -> fact.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static StudyBuilder replicated() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 2)
                .baseline(0.02, 0.80)
                .completed(0.01, 0.9)
                .completed(0.001, 0.7)
                .completed(0.0001, 0.3)
                .diverged(0.032)
                .diverged(0.5);
        for (double noise : new double[] {-0.01, 0, 0.01}) {
            study.replicate(2, 0.86 + noise).replicate(3, 0.70 - noise).replicate(1, 0.80 + noise);
        }
        return study;
    }

    @Test
    void answerNamesTheRateAndWhatSupportsIt() {
        StudyBuilder study = replicated();
        study.test(7, 0.5, 0.84).test(10, 0.5, 0.85).test(13, 0.5, 0.86);
        ReportModel model = model(study);
        assertThat(model.answer().rate()).isEqualTo("1e-2");
        assertThat(model.answer().texts())
                .extracting(ConfigurationText::text)
                .containsExactly(
                        "{\"learningRate\":0.01}", "Configuration.builder().set(\"learningRate\", 0.01).build()");
        assertThat(model.answer().certainty())
                .isEqualTo("It is the best of the finalists: no other has a chance of 5 % to be.");
        assertThat(fact(model, "Validation accuracy").value()).isEqualTo("0.860");
        assertThat(fact(model, "Validation accuracy").note())
                .matches("mean of 3 fresh seeds, 95 % interval 0\\.8[345]\\d\u00a0to\u00a00\\.8[678]\\d");
        assertThat(fact(model, "Test accuracy").value()).isEqualTo("0.850");
        assertThat(fact(model, "Test accuracy").note()).contains("3 models", "+0.010 (validation flatters)");
        assertThat(fact(model, "Gain over the default rate").value()).isEqualTo("+0.060");
        assertThat(fact(model, "Gain over the default rate").note()).startsWith("default 2e-2: 0.800");
    }

    @Test
    void distanceToBreakdownIsARatioOfRates() {
        AnswerFigure distance = fact(model(replicated()), "Distance to breakdown");
        assertThat(distance.value()).isEqualTo("up to × 3.2");
        assertThat(distance.note())
                .isEqualTo("training breaks down at or below 3.2e-2, which diverged (trial 5); no rate between trained"
                        + " soundly");
    }

    /** The best is 1e-2; its sweeps break at 10^-0.5 = .32, long before 6, where a training diverged. */
    @Test
    void distanceToBreakdownUsesTheSweepsToo() {
        double[] losses = IntStream.range(0, 100)
                .mapToDouble(step -> -5 + 6 * step / 99.0)
                .map(x -> x > -0.5 ? 9 : 2.3 - 1.7 / (1 + Math.exp(-(x + 2.5) / 0.25)))
                .toArray();
        StudyBuilder study = StudyBuilder.rates(1e-5, 10, 2)
                .sweep(1e-5, 10, losses)
                .sweep(1e-5, 10, losses)
                .completed(0.01, 0.6, 0.9)
                .diverged(6);
        ReportModel model = model(study);
        AnswerFigure distance = fact(model, "Distance to breakdown");
        double times = Double.parseDouble(distance.value().substring("up to × ".length()));
        assertThat(Math.log10(0.01 * times)).isCloseTo(-0.5, within(0.15));
        assertThat(distance.note()).contains("at which the sweeps broke");
    }

    @Test
    void aRangeTestThatSuggestsNothingSaysWhy() {
        double[] broken = DoubleStream.generate(() -> Double.NaN).limit(60).toArray();
        ReportModel model = model(StudyBuilder.rates(1e-5, 1, 2).sweep(1e-5, 1, broken));
        RangeTestSection section = model.rangeTest().orElseThrow();
        assertThat(section.suggestion())
                .isEqualTo("No rate can be suggested: fewer than 3 losses of most sweeps are finite numbers.");
        assertThat(section.flags())
                .isNotEmpty()
                .allMatch(flag -> flag.startsWith("Reason: ") && flag.contains("Maybe "));
    }

    @Test
    void brokenRateBelowTheWinnerIsNotHidden() {
        ReportModel model = model(StudyBuilder.rates(1e-5, 1, 2)
                .completed(0.1, 0.9)
                .diverged(0.02)
                .completed(0.01, 0.5));
        assertThat(fact(model, "Distance to breakdown").value()).isEqualTo("not met");
        assertThat(fact(model, "Distance to breakdown").note())
                .isEqualTo("no higher rate was tried; training broke down at 2e-2, which diverged (trial 2) too");
    }

    @Test
    void lossesCountTheOtherWayRound() {
        StudyBuilder study = StudyBuilder.of(
                        org.gradus.core.space.SearchSpace.learningRate(1e-5, 1),
                        org.gradus.core.trial.Objective.minimize("validationLoss"),
                        org.gradus.core.study.StudyBudget.of(2, 2))
                .baseline(0.02, 0.60)
                .completed(0.01, 0.40);
        study.test(2, 0.45, 0.8);
        ReportModel model = model(study);
        assertThat(fact(model, "Gain over the default rate").value()).isEqualTo("+0.200");
        assertThat(fact(model, "Test loss").value()).isEqualTo("0.450");
        assertThat(fact(model, "Test loss").note()).endsWith("validation − test −0.050");
    }

    @Test
    void theBaselineSaysWhatItLeavesToTheTrainer() {
        SearchSpace space = SearchSpace.builder()
                .learningRate(1e-5, 1)
                .categorical("optimizer", "sgd", "adam")
                .integer("batch", 16, 64, Scale.LOG)
                .real("momentum", 0, 1, Scale.LINEAR)
                .when(Condition.when("optimizer", "sgd"))
                .build();
        Configuration tried = Configuration.builder()
                .set(SearchSpace.LEARNING_RATE, 0.01)
                .set("optimizer", "adam")
                .set("batch", 32)
                .build();
        ReportModel model = model(StudyBuilder.of(space, Objective.maximize("validationAccuracy"), StudyBudget.of(4, 1))
                .baseline(0.02, 0.8)
                .completed(tried, 0.86));
        assertThat(fact(model, "Gain over the default").note())
                .startsWith("default 2e-2 with the trainer's own optimizer and batch: 0.800");
        assertThat(model.answer().words())
                .contains("better than the default, 2e-2 with the trainer's own optimizer and batch");
    }

    @Test
    void threeSeedsAreTooFewToCallRatesClose() {
        assertThat(tied(3).answer().certainty())
                .matches(
                        "There are too few fresh seeds to tell it from [12]e-2: either may be the best, by up to 0.0\\d+.");
    }

    @Test
    void tiedRatesAreNamed() {
        assertThat(tied(24).answer().certainty())
                .matches(
                        "It is tied with [12]e-2: they differ by less than the noise of one training, so either will do.");
    }

    /** Two rates, .001 apart, whose trainings spread over .04. */
    private static ReportModel tied(int seeds) {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 2).completed(0.01, 0.9).completed(0.02, 0.9);
        for (int seed = 0; seed < seeds; seed++) {
            double noise = 0.02 * (seed % 3 - 1);
            study.replicate(1, 0.86 + noise).replicate(2, 0.861 - noise);
        }
        return model(study);
    }

    @Test
    void baselineThatIsBetterIsSaid() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 2).baseline(0.02, 0.9).completed(0.01, 0.9);
        for (double noise : new double[] {-0.01, 0, 0.01}) {
            study.replicate(1, 0.86 + noise).replicate(2, 0.70 + noise / 2);
        }
        assertThat(model(study).answer().certainty())
                .isEqualTo("The default rate, 2e-2, is the best of those compared, with a chance of > 99 %: keep it.");
    }

    @Test
    void withoutReplicatesCertaintyIsNotClaimed() {
        ReportModel model = model(StudyBuilder.rates(1e-5, 1, 2).completed(0.01, 0.9));
        assertThat(model.answer().certainty()).contains("measured once only");
        assertThat(fact(model, "Chance to be the best").value()).isEqualTo("unknown");
        assertThat(fact(model, "Validation accuracy").value()).isEqualTo("0.900");
        assertThat(fact(model, "Test accuracy").value()).isEqualTo("not read");
    }

    @Test
    void studyWithoutAWinnerSaysSo() {
        ReportModel model = model(StudyBuilder.rates(1e-5, 1, 2).diverged(0.5).failed(0.1, "no memory"));
        assertThat(model.answer().found()).isFalse();
        assertThat(model.warnings())
                .containsExactly(
                        "None of the 2 trials measured validation accuracy: 1 diverged, 1 failed. Search below 5e-1.");
        assertThat(model.rows()).hasSize(2);
    }

    @Test
    void rowsCarryDiagnosisAndReason() {
        List<RankingRow> rows = model(replicated()).rows();
        assertThat(rows).extracting(RankingRow::mark).containsExactly("best", "default", "", "", "", "");
        assertThat(rows.get(0).basis()).isEqualTo("3 seeds");
        assertThat(rows.get(3).basis()).isEqualTo("1 training");
        assertThat(rows.get(4).diagnosis()).isEqualTo("diverged");
        assertThat(rows.get(4).severity()).isEqualTo("bad");
        assertThat(rows)
                .allMatch(row -> !row.reason().isBlank() && !row.evidence().isBlank());
    }

    @Test
    void logTellsWhyEachTrialWasRunAndEnded() {
        List<DecisionRow> log = ReportModel.of(Demos.all().get("usual")).decisions();
        assertThat(log)
                .extracting(DecisionRow::what)
                .contains("baseline", "range test by range-test", "trained again, seed 3");
        assertThat(log)
                .filteredOn(line -> line.what().equals("stopped at epoch 2"))
                .hasSize(2);
        assertThat(log).noneMatch(line -> line.what().equals("stopped"));
        assertThat(log)
                .filteredOn(line -> !line.trace().isEmpty())
                .singleElement()
                .extracting(DecisionRow::what)
                .isEqualTo("failed");
    }

    @Test
    void unfinishedStudySaysHowFarItIs() {
        assertThat(ReportModel.of(Demos.all().get("running")).warnings())
                .contains("The search was interrupted: what follows is how far it had come.");
        assertThat(model(StudyBuilder.rates(1e-5, 1, 2).completed(0.01, 0.9).running(0.1, 2))
                        .warnings())
                .contains("The search is not finished: 1 trial still to train.");
    }
}
