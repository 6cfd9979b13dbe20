package org.gradus.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.testkit.Curves;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.junit.jupiter.api.Test;

class StudyViewTest {
    private static final StudyBuilder STUDY = StudyBuilder.rates(1e-5, 1, 2)
            .sweep(1e-5, 1, 2.3, 2.2, 2.0, 1.9, 9)
            .baseline(0.01, 0.9)
            .completed(0.1, 0.6)
            .completed(0.2, 0.8)
            .stopped(0.3, 0.95)
            .diverged(1, 0.2)
            .replicate(4, 0.7)
            .replicate(3, 0.5)
            .replicate(4, 0.75)
            .completed(0.25, 0.8);

    private static List<Integer> numbers(List<Trial> trials) {
        return trials.stream().map(t -> t.id().number()).toList();
    }

    @Test
    void trialsAreFoundByPurposeAndByNumber() {
        StudyView view = STUDY.view();
        assertThat(numbers(view.searched())).containsExactly(3, 4, 5, 6, 10);
        assertThat(numbers(view.trials(TrialPurpose.SWEEP))).containsExactly(1);
        assertThat(numbers(view.trials(TrialPurpose.BASELINE))).containsExactly(2);
        assertThat(numbers(view.replicatesOf(new TrialId(4)))).containsExactly(7, 9);
        assertThat(view.replicatesOf(new TrialId(5))).isEmpty();
        assertThat(view.trial(new TrialId(6)).learningRate()).contains(new LearningRate(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> view.trial(new TrialId(11)))
                .withMessage("there is no trial 11 among 10 trials");
    }

    /** Neither the better baseline nor the stopped trial counts; of two equal ones the earlier does. */
    @Test
    void bestIsTheFirstBestCompletedCandidate() {
        assertThat(STUDY.view().bestCompleted().orElseThrow().id()).isEqualTo(new TrialId(4));
        assertThat(StudyBuilder.rates(1e-5, 1, 2).stopped(0.1, 0.9).view().bestCompleted())
                .isEmpty();
    }

    private static OptionalDouble meanScore(StudyView view, double rate) {
        return ConfigurationScores.meanScore(view.trials().stream()
                .filter(t -> t.configuration().equals(Configuration.of(new LearningRate(rate))))
                .toList());
    }

    /** By the mean .7 of its runs the luckiest, .8 and .6, stands behind the one that had .75 twice. */
    @Test
    void bestIsNotTheLuckiestRun() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 2)
                .completed(0.2, 0.8)
                .completed(0.1, 0.75)
                .completed(0.2, 0.6)
                .completed(0.1, 0.75);
        StudyView view = study.view();
        assertThat(view.bestCompleted().orElseThrow().id()).isEqualTo(new TrialId(2));
        assertThat(meanScore(view, 0.2).orElseThrow()).isCloseTo(-0.7, within(1e-12));
        assertThat(meanScore(view, 0.3)).isEmpty();
    }

    @Test
    void whatDivergedWithOneSeedIsNotTheBest() {
        StudyView view = StudyBuilder.rates(1e-5, 1, 2)
                .completed(0.2, 0.8)
                .diverged(0.2, 0.5)
                .completed(0.1, 0.7)
                .view();
        assertThat(view.bestCompleted().orElseThrow().id()).isEqualTo(new TrialId(3));
    }

    /** Shares of 1e308 do not add up to infinity. */
    @Test
    void meanOfHugeScoresIsFinite() {
        StudyView view = StudyBuilder.of(
                        SearchSpace.learningRate(1e-5, 1), Objective.minimize("validationLoss"), StudyBudget.of(9, 1))
                .completed(0.1, 1e308)
                .completed(0.1, 1e308)
                .completed(0.1, 1e308)
                .view();
        assertThat(meanScore(view, 0.1).orElseThrow()).isCloseTo(1e308, within(1e293));
    }

    /** Five sweep steps of ten, the stopped trial's one epoch, the diverged one's 1.1, and two for each of seven. */
    @Test
    void allEpochsAreCountedBegunOnesToo() {
        assertThat(STUDY.view().epochsSpent()).isCloseTo(0.5 + 1 + 1.1 + 7 * 2, within(1e-12));
    }

    @Test
    void scoresAreThoseOfTheirEpoch() {
        Trial trial = StudyBuilder.rates(1e-5, 1, 3)
                .completed(0.1, 0.3, 0.7, 0.5)
                .view()
                .trial(new TrialId(1));
        Objective objective = Objective.maximize("validationAccuracy");
        assertThat(trial.scoreAt(objective, 2)).contains(new Score(-0.7, 2));
        assertThat(trial.latestScore(objective)).contains(new Score(-0.5, 3));
        assertThat(trial.finalScore()).contains(new Score(-0.5, 3));
        assertThat(trial.scoreAt(objective, 4)).isEmpty();
        assertThat(trial.scoreAt(Objective.maximize("validationF1"), 2)).isEmpty();
        assertThat(trial.atEpoch(1).map(CurvePoint::step)).contains(10L);
    }

    @Test
    void figureThatIsNoNumberIsNoScore() {
        List<CurvePoint> curve = Curves.evaluated(
                0.1, 10, List.of(Evaluation.of(2, 0.1), Evaluation.of(1, Double.NaN), Evaluation.of(1, 0.5)));
        Trial trial = StudyBuilder.rates(1e-5, 1, 2)
                .completed(Configuration.of(new LearningRate(0.1)), curve)
                .view()
                .trial(new TrialId(1));
        assertThat(trial.scoreAt(Objective.maximize("validationAccuracy"), 1)).isEmpty();
        assertThat(trial.scoreAt(Objective.minimize("validationLoss"), 1)).contains(new Score(1, 1));
    }

    @Test
    void emptyStudyHasNothing() {
        StudyView view = StudyBuilder.of(
                        SearchSpace.learningRate(1e-5, 1), Objective.minimize("validationLoss"), StudyBudget.of(3, 2))
                .view();
        assertThat(view.trials()).isEmpty();
        assertThat(view.epochsSpent()).isZero();
        assertThat(view.bestCompleted()).isEmpty();
        assertThat(view.seed()).isZero();
    }
}
