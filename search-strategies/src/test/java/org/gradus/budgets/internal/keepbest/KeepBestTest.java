package org.gradus.budgets.internal.keepbest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepBestTest {
    private static StudyBuilder study(StudyBudget budget) {
        return StudyBuilder.of(SearchSpace.learningRate(1e-5, 1), Objective.maximize("validationAccuracy"), budget);
    }

    @ParameterizedTest
    @CsvSource({"0.2, 1, 1", "0.2, 5, 1", "0.2, 6, 2", "0.2, 100, 20", "0.1, 1000, 100", "0.3, 10, 3", "1, 7, 7"})
    void theShareOfEpochsIsRoundedUpExactly(double share, int epochs, int milestone) {

        StudyView view = StudyBuilder.rates(1e-5, 1, epochs).view();
        assertThat(new KeepBest(share, 0.5).firstMilestone(view, Configuration.of(new LearningRate(0.1))))
                .isEqualTo(milestone);
    }

    @Test
    void holdsUntilAllHaveCome() {
        StudyView view = study(StudyBudget.of(3, 10))
                .held(0.1, 0.3, 0.4)
                .waiting(0.01, 0.5, 0.6)
                .running(0.001, 2)
                .view();
        List<Decision> decisions = new KeepBest().decide(view);
        assertThat(decisions).hasSize(1);
        assertThat(decisions.get(0).trial()).isEqualTo(new TrialId(2));
        assertThat(decisions.get(0).verdict()).isEqualTo(Verdict.HOLD);
        assertThat(decisions.get(0).reason()).isEqualTo("at epoch 2 all are compared; 2 trials have come so far");
    }

    @Test
    void thenTheBestThirdGoesOn() {
        StudyView view = study(StudyBudget.of(5, 10))
                .held(0.1, 0.3, 0.4)
                .held(0.01, 0.5, 0.6)
                .diverged(0.5, 0.2)
                .held(0.001, 0.2, 0.5)
                .waiting(0.0001, 0.9, 0.3)
                .view();
        // A third of five, rounded up, is two; accuracies after epoch 2 are 0.4, 0.6, -, 0.5, 0.3.
        List<Decision> decisions = new KeepBest().decide(view);
        assertThat(decisions)
                .extracting(Decision::verdict)
                .containsExactly(Verdict.STOP, Verdict.CONTINUE, Verdict.CONTINUE, Verdict.STOP);
        assertThat(decisions).extracting(Decision::untilEpoch).containsExactly(2, 10, 10, 2);
        assertThat(decisions)
                .extracting(Decision::reason)
                .containsExactly(
                        "rank 3 of 5 at epoch 2, the best 2 go on",
                        "rank 1 of 5 at epoch 2, the best 2 go on",
                        "rank 2 of 5 at epoch 2, the best 2 go on",
                        "rank 4 of 5 at epoch 2, the best 2 go on");
    }

    @Test
    void aClosedStudyIsDecidedWithWhatThereIs() {
        StudyView view = study(StudyBudget.of(50, 10))
                .held(0.1, 0.3, 0.4)
                .held(0.01, 0.5, 0.6)
                .closed("the space is used up")
                .view();
        assertThat(new KeepBest().decide(view))
                .extracting(Decision::verdict)
                .containsExactly(Verdict.STOP, Verdict.CONTINUE);
    }

    @Test
    void withoutANumberOfTrialsNineAreComparedAtATime() {
        StudyBuilder study = study(new StudyBudget(OptionalInt.empty(), 10, OptionalLong.of(1000)));
        for (int i = 1; i <= 9; i++) {
            study.held(i / 100.0, 0.1, i / 10.0);
        }
        study.waiting(0.5, 0.1, 0.95);
        List<Decision> decisions = new KeepBest().decide(study.view());
        assertThat(decisions)
                .filteredOn(d -> d.verdict() == Verdict.CONTINUE)
                .extracting(d -> d.trial().number())
                .containsExactly(7, 8, 9);
        assertThat(decisions).filteredOn(d -> d.verdict() == Verdict.HOLD).hasSize(1);
    }

    @Test
    void needsTrialsThatCanBeHeldAndSensibleShares() {
        assertThat(new KeepBest().needs()).containsExactly(Capability.HOLD);
        assertThatThrownBy(() -> new KeepBest(0, 0.5)).hasMessageContaining("must be in (0, 1], but was 0.0");
        assertThatThrownBy(() -> new KeepBest(0.5, Double.NaN)).hasMessageContaining("but was NaN");
    }
}
