package org.gradus.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyFold;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.core.trial.TrialState;
import org.junit.jupiter.api.Test;

class StudyBuilderTest {
    private static final StudyBuilder BUILDER = StudyBuilder.rates(1e-5, 1, 3)
            .completed(0.01, 0.5, 0.7, 0.8)
            .completed(0.02, 0.9)
            .held(0.001, 0.3)
            .waiting(0.002, 0.3, 0.4)
            .running(0.003, 2)
            .stopped(0.004, 0.2, 0.25)
            .diverged(0.9, 0.2)
            .failed(0.8, "out of memory")
            .sweep(1e-5, 1, 2.3, 2.2, 2.1, 4)
            .replicate(2, 0.88)
            .replicate(2, 0.86)
            .baseline(0.1, 0.6)
            .test(10, 0.4, 0.87)
            .closed("enough");

    @Test
    void trialsStandWhereTheyWerePut() {
        StudyView view = BUILDER.view();
        assertThat(view.trials())
                .extracting(Trial::state)
                .containsExactly(
                        TrialState.ENDED,
                        TrialState.ENDED,
                        TrialState.HELD,
                        TrialState.WAITING,
                        TrialState.RUNNING,
                        TrialState.ENDED,
                        TrialState.ENDED,
                        TrialState.ENDED,
                        TrialState.ENDED,
                        TrialState.ENDED,
                        TrialState.ENDED,
                        TrialState.ENDED);
        assertThat(view.trials().stream().map(Trial::epochsTrained))
                .containsExactly(3, 3, 1, 2, 0, 2, 1, 0, 0, 3, 3, 3);
        assertThat(view.closed()).contains("enough");
    }

    @Test
    void figuresAreThoseGiven() {
        StudyView view = BUILDER.view();
        assertThat(view.trial(new TrialId(1)).finalScore().orElseThrow().value())
                .isEqualTo(-0.8);
        assertThat(view.trial(new TrialId(1))
                        .scoreAt(view.objective(), 0)
                        .orElseThrow()
                        .value())
                .isEqualTo(-0.1);
        assertThat(view.trial(new TrialId(2)).finalScore().orElseThrow().value())
                .isEqualTo(-0.9);
        assertThat(view.trial(new TrialId(4))
                        .latestScore(view.objective())
                        .orElseThrow()
                        .value())
                .isEqualTo(-0.4);
        assertThat(view.bestCompleted().orElseThrow().id()).isEqualTo(new TrialId(2));
    }

    @Test
    void outcomesAndPurposesAreAsAsked() {
        StudyView view = BUILDER.view();
        assertThat(view.trial(new TrialId(7)).outcome())
                .contains(new Outcome.Diverged(11, "the loss was not finite at step 11"));
        assertThat(view.trial(new TrialId(8)).ended(OutcomeKind.FAILED)).isTrue();
        assertThat(view.trial(new TrialId(9)).purpose()).isEqualTo(TrialPurpose.SWEEP);
        assertThat(view.trial(new TrialId(9)).curve().learningRate(3)).isEqualTo(1);
        assertThat(view.replicatesOf(new TrialId(2)))
                .extracting(t -> t.plan().replicate())
                .containsExactly(1, 2);
        assertThat(view.trials(TrialPurpose.BASELINE)).hasSize(1);
        assertThat(view.trial(new TrialId(10)).test()).isPresent();
    }

    @Test
    void eventsFoldToTheSameView() {
        StudyFold fold = new StudyFold(BUILDER.study());
        BUILDER.events().forEach(fold::apply);
        assertThat(fold.view()).isEqualTo(BUILDER.view());
    }

    @Test
    void lossesAreFiguresToo() {
        StudyView view = StudyBuilder.of(
                        SearchSpace.learningRate(1e-5, 1), Objective.minimize("validationLoss"), StudyBudget.of(5, 2))
                .completed(0.1, 0.25)
                .view();
        Trial trial = view.trial(new TrialId(1));
        assertThat(trial.finalScore().orElseThrow().value()).isEqualTo(0.25);
        // half way from ln 10 to 0.25
        assertThat(trial.scoreAt(view.objective(), 1).orElseThrow().value()).isCloseTo(1.276292546497, within(1e-12));
    }

    @Test
    void refusesFiguresForHalfATraining() {
        StudyBuilder builder = StudyBuilder.rates(1e-5, 1, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.completed(0.1, 0.5, 0.6))
                .withMessageContaining("1 or 3");
    }
}
