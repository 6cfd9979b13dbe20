package org.gradus.budgets.internal.hyperband;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.budget.Rungs;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.Verdict;
import org.junit.jupiter.api.Test;

class HyperbandTest {
    /** Rungs 1 and 3: brackets of 3 and 2 trials, ⌈2 · 3 / 2⌉ and ⌈2 · 1 / 1⌉. */
    private static StudyBuilder three() {
        return StudyBuilder.of(
                SearchSpace.learningRate(1e-5, 1), Objective.maximize("validationAccuracy"), StudyBudget.of(100, 3));
    }

    private static List<String> table(List<Bracket> round, int factor) {
        List<String> lines = new ArrayList<>();
        for (Bracket bracket : round) {
            List<Integer> epochs = bracket.rungs().epochs();
            StringBuilder line = new StringBuilder(bracket.trials() + "/" + epochs.get(0));
            for (int rung = 0; rung + 1 < epochs.size(); rung++) {
                line.append(' ').append(Bracket.goOn(bracket.trials(), factor, rung));
                line.append('/').append(epochs.get(rung + 1));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** Trials and epochs of algorithm 1 for R = 81, η = 3. */
    @Test
    void theBracketsOfThePaper() {
        assertThat(table(Bracket.round(Rungs.of(1, 3, 81), 3), 3))
                .containsExactly(
                        "81/1 27/3 9/9 3/27 1/81", "34/3 11/9 3/27 1/81", "15/9 5/27 1/81", "8/27 2/81", "5/81");
    }

    /** The table in the documentation of R's package mlr3hyperband, {@code r_min = 1, r_max = 8, eta = 2}. */
    @Test
    void theBracketsOfAnotherImplementation() {
        assertThat(table(Bracket.round(Rungs.of(1, 2, 8), 2), 2))
                .containsExactly("8/1 4/2 2/4 1/8", "6/2 3/4 1/8", "4/4 2/8", "4/8");
    }

    @Test
    void trialsFillTheBracketsInTurn() {
        StudyBuilder study = three();
        List<Integer> milestones = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            int milestone = new Hyperband().firstMilestone(study.view(), Configuration.of(new LearningRate(0.1)));
            milestones.add(milestone);
            study.running(i / 100.0, milestone);
        }
        assertThat(milestones).containsExactly(1, 1, 1, 3, 3, 1, 1, 1, 3, 3);
    }

    @Test
    void aBracketWaitsForItsTrials() {
        List<Decision> decisions = new Hyperband()
                .decide(three().held(0.1, 0.5)
                        .waiting(0.2, 0.6)
                        .running(0.3, 1)
                        .running(0.4, 3)
                        .view());
        assertThat(decisions)
                .containsExactly(new Decision(
                        new TrialId(2),
                        Verdict.HOLD,
                        1,
                        "at epoch 1 the trials of a bracket are compared; 2 have come so far"));
    }

    @Test
    void thenTheBestThirdOfItGoesOnWhateverOtherBracketsHold() {
        List<Decision> decisions = new Hyperband()
                .decide(three().held(0.1, 0.5)
                        .held(0.2, 0.6)
                        .waiting(0.3, 0.4)
                        .running(0.4, 3)
                        .running(0.5, 3)
                        .waiting(0.6, 0.9)
                        .view());
        assertThat(decisions)
                .containsExactly(
                        new Decision(new TrialId(2), Verdict.CONTINUE, 3, "rank 1 of 3 at epoch 1, the best goes on"),
                        new Decision(new TrialId(3), Verdict.HOLD, 1, "rank 3 of 3 at epoch 1, the best goes on"),
                        new Decision(
                                new TrialId(6),
                                Verdict.HOLD,
                                1,
                                "at epoch 1 the trials of a bracket are compared; 1 have come so far"));
    }

    @Test
    void thePlaceOfOneThatDivergesLaterGoesToTheNext() {
        List<Decision> decisions = new Hyperband()
                .decide(three().held(0.1, 0.5)
                        .diverged(0.2, 0.6, 0.7)
                        .held(0.3, 0.4)
                        .view());
        assertThat(decisions)
                .containsExactly(
                        new Decision(new TrialId(1), Verdict.CONTINUE, 3, "rank 1 of 3 at epoch 1, the best goes on"));
    }

    @Test
    void whenABracketIsDoneItsOthersAreStopped() {
        List<Decision> decisions = new Hyperband()
                .decide(three().held(0.1, 0.5)
                        .completed(0.2, 0.6, 0.7, 0.8)
                        .held(0.3, 0.4)
                        .running(0.4, 3)
                        .view());
        assertThat(decisions)
                .containsExactly(
                        new Decision(new TrialId(1), Verdict.STOP, 1, "rank 2 of 3 at epoch 1, the best goes on"),
                        new Decision(new TrialId(3), Verdict.STOP, 1, "rank 3 of 3 at epoch 1, the best goes on"));
    }

    @Test
    void aBracketThatTheBudgetCutsShortIsDecidedWithWhatItHas() {
        List<Decision> decisions = new Hyperband()
                .decide(three().held(0.1, 0.5)
                        .waiting(0.2, 0.6)
                        .closed("the space is used up")
                        .view());
        assertThat(decisions)
                .filteredOn(d -> d.verdict() == Verdict.CONTINUE)
                .extracting(Decision::trial)
                .containsExactly(new TrialId(2));
    }

    @Test
    void oneOrTwoEpochsLeaveNothingToSave() {
        for (int epochs : new int[] {1, 2}) {
            int milestone = new Hyperband()
                    .firstMilestone(
                            StudyBuilder.rates(1e-5, 1, epochs).view(), Configuration.of(new LearningRate(0.1)));
            assertThat(milestone).isEqualTo(epochs);
        }
    }

    @Test
    void needsTrialsThatCanBeHeldAndSensibleSettings() {
        assertThat(new Hyperband().needs()).containsExactly(Capability.HOLD);
        assertThatThrownBy(() -> new Hyperband(Double.NaN, 3)).hasMessageContaining("but was NaN");
        assertThatThrownBy(() -> new Hyperband(0.1, 1)).hasMessageContaining("must be at least 2, but was 1");
    }
}
