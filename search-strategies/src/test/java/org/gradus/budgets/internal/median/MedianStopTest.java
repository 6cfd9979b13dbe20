package org.gradus.budgets.internal.median;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MedianStopTest {
    private static StudyBuilder ten() {
        return StudyBuilder.rates(1e-5, 1, 10);
    }

    private static double[] tenTimes(double figure) {
        double[] figures = new double[10];
        Arrays.fill(figures, figure);
        return figures;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "10, 1", "11, 2", "100, 10"})
    void aTenthOfTheEpochsIsGrace(int epochs, int grace) {
        StudyView view = StudyBuilder.rates(1e-5, 1, epochs).view();
        assertThat(new MedianStop().firstMilestone(view, Configuration.of(new LearningRate(0.1))))
                .isEqualTo(grace);
    }

    @Test
    void twoCurvesAreTooFewToJudge() {
        StudyView view = ten().completed(0.1, tenTimes(0.8))
                .completed(0.2, tenTimes(0.9))
                .waiting(0.3, 0.1)
                .view();
        assertThat(new MedianStop().decide(view))
                .containsExactly(Decision.continueUntil(new TrialId(3), 2, "only 2 other trials have come to epoch 1"));
    }

    @Test
    void whoIsBehindTheMedianOfThreeIsStopped() {
        StudyBuilder others =
                ten().completed(0.1, tenTimes(0.8)).stopped(0.2, 0.5, 0.5).completed(0.3, tenTimes(0.9));
        StudyView behind = others.waiting(0.4, 0.7, 0.6).view();
        assertThat(new MedianStop().decide(behind))
                .containsExactly(new Decision(
                        new TrialId(4),
                        Verdict.STOP,
                        2,
                        "at best 0.7 until epoch 2, where the median of 3 other trials is 0.8"));
    }

    /** Vizier compares the best score so far: a trial that was ahead once and swings is not stopped for it. */
    @Test
    void theBestSoFarCounts() {
        StudyView view = ten().completed(0.1, tenTimes(0.8))
                .completed(0.2, tenTimes(0.5))
                .completed(0.3, tenTimes(0.9))
                .waiting(0.4, 0.8, 0.2)
                .view();
        assertThat(new MedianStop().decide(view))
                .extracting(Decision::verdict, Decision::untilEpoch)
                .containsExactly(tuple(Verdict.CONTINUE, 3));
    }

    @Test
    void anEvenNumberOfCurvesIsHalvedInTheMiddle() {
        // The median of losses 1, 2, 4, 8 is 3.
        StudyBuilder study = StudyBuilder.of(
                SearchSpace.learningRate(1e-5, 1), Objective.minimize("validationLoss"), StudyBudget.of(9, 10));
        for (double loss : new double[] {1, 2, 4, 8}) {
            study.completed(loss / 10, tenTimes(loss));
        }
        List<Decision> decisions =
                new MedianStop().decide(study.waiting(0.5, 3.0).view());
        assertThat(decisions).extracting(Decision::verdict).containsExactly(Verdict.CONTINUE);
        decisions = new MedianStop(0.1, 4).decide(study.waiting(0.6, 3.5).view());
        assertThat(decisions).extracting(Decision::verdict).containsExactly(Verdict.CONTINUE, Verdict.STOP);
    }

    @Test
    void whatDivergedOrFailedSetsNoMark() {
        StudyView view = ten().completed(0.1, tenTimes(0.8))
                .completed(0.2, tenTimes(0.9))
                .diverged(0.9, 0.9, 0.9)
                .failed(0.8, "out of memory")
                .waiting(0.3, 0.1)
                .view();
        assertThat(new MedianStop().decide(view)).extracting(Decision::verdict).containsExactly(Verdict.CONTINUE);
    }

    @Test
    void asksATrainerForNothingAndRefusesSenselessSettings() {
        assertThat(new MedianStop().needs()).isEmpty();
        assertThatThrownBy(() -> new MedianStop(0.1, 0)).hasMessageContaining("must be 1 or more, but was 0");
        assertThatThrownBy(() -> new MedianStop(Double.NaN, 3)).hasMessageContaining("but was NaN");
    }
}
