package org.gradus.budgets.internal.asha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.gradus.budgets.internal.RungSpacing;
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
import org.junit.jupiter.params.provider.MethodSource;

class AshaTest {
    /** Rungs 1, 3 and 9, as in figure 1 of the paper. */
    private static StudyBuilder nine() {
        return StudyBuilder.of(
                SearchSpace.learningRate(1e-5, 1), Objective.maximize("validationAccuracy"), StudyBudget.of(9, 9));
    }

    private static List<Decision> decide(StudyView view) {
        return new Asha().decide(view);
    }

    private static List<Integer> promoted(StudyView view) {
        return decide(view).stream()
                .filter(d -> d.verdict() == Verdict.CONTINUE)
                .map(d -> d.trial().number())
                .toList();
    }

    @Test
    void twoTrialsAreTooFewForOneToGoOn() {
        List<Decision> decisions =
                decide(nine().held(0.1, 0.5).waiting(0.2, 0.6).view());
        assertThat(decisions)
                .containsExactly(new Decision(
                        new TrialId(2), Verdict.HOLD, 1, "rank 1 of 2 at epoch 1, too few for one to go on"));
    }

    @Test
    void theThirdTrialPromotesTheBestOfThree() {
        List<Decision> decisions =
                decide(nine().held(0.1, 0.5).held(0.2, 0.6).waiting(0.3, 0.4).view());
        assertThat(decisions)
                .containsExactly(
                        new Decision(new TrialId(2), Verdict.CONTINUE, 3, "rank 1 of 3 at epoch 1, the best goes on"),
                        new Decision(new TrialId(3), Verdict.HOLD, 1, "rank 3 of 3 at epoch 1, the best goes on"));
    }

    @Test
    void aHeldTrialIsPromotedWhenItsRungHasGrown() {
        StudyBuilder study = nine().held(0.1, 0.5).stopped(0.2, 0.6, 0.7, 0.8).held(0.3, 0.4);
        assertThat(promoted(study.view())).isEmpty();
        study.held(0.4, 0.1).held(0.5, 0.2).waiting(0.6, 0.3);
        // Six came to epoch 1: the best two continue; trial 2 has continued before.
        assertThat(promoted(study.view())).containsExactly(1);
    }

    @Test
    void theHigherRungComesFirst() {
        StudyView view = nine().held(0.1, 0.9, 0.9, 0.7)
                .held(0.2, 0.8, 0.8, 0.9)
                .held(0.3, 0.7)
                .held(0.4, 0.6)
                .held(0.5, 0.5)
                .held(0.6, 0.4)
                .held(0.7, 0.3)
                .held(0.8, 0.2)
                .waiting(0.9, 0.75, 0.8, 0.8)
                .view();
        assertThat(decide(view)).extracting(Decision::untilEpoch).containsExactly(9, 3);
        // At epoch 1 accuracies of 0.9, 0.8, 0.75 are the best three, and all three have gone on.
        assertThat(promoted(view)).containsExactly(2);
    }

    @Test
    void whoDivergedCountsAndItsPlaceGoesToTheNext() {
        StudyBuilder study = nine().held(0.1, 0.5).diverged(0.9, 0.9).waiting(0.3, 0.4);
        assertThat(promoted(study.view())).containsExactly(1);
        assertThat(promoted(nine().diverged(0.9).diverged(0.8).diverged(0.7).view()))
                .isEmpty();
    }

    @Test
    void whoFailedSaysNothing() {
        StudyView view = nine().held(0.1, 0.5)
                .failed(0.9, "out of memory")
                .waiting(0.3, 0.4)
                .view();
        assertThat(promoted(view)).isEmpty();
    }

    @Test
    void aClosedStudySendsOneOnFromEveryRungAndThenStopsTheRest() {
        StudyBuilder study = nine().held(0.1, 0.5).waiting(0.2, 0.6).closed("the space is used up");
        assertThat(promoted(study.view())).containsExactly(2);
        StudyView later = nine().held(0.1, 0.5)
                .waiting(0.2, 0.6, 0.7, 0.8)
                .closed("the space is used up")
                .view();
        assertThat(promoted(later)).containsExactly(2);
        StudyView done = nine().held(0.1, 0.5)
                .completed(0.2, 0.6, 0.6, 0.7, 0.7, 0.8, 0.8, 0.9, 0.9, 0.9)
                .closed("the space is used up")
                .view();
        assertThat(decide(done))
                .containsExactly(
                        new Decision(new TrialId(1), Verdict.STOP, 1, "rank 2 of 2 at epoch 1, the best goes on"));
    }

    @Test
    void aClosedStudyWaitsForWhatRuns() {
        StudyView view = nine().waiting(0.1, 0.5)
                .running(0.2, 1)
                .closed("the space is used up")
                .view();
        assertThat(decide(view)).extracting(Decision::verdict).containsExactly(Verdict.HOLD);
    }

    @ParameterizedTest
    @MethodSource("org.gradus.core.testkit.TestSeeds#fifty")
    void theOrderInWhichTrialsCameDoesNotMatter(long seed) {
        List<Integer> tenths = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertThat(promotedTenths(tenths)).containsExactlyInAnyOrder(7, 8, 9);
        Collections.shuffle(tenths, new Random(seed));
        assertThat(promotedTenths(tenths)).containsExactlyInAnyOrder(7, 8, 9);
    }

    private static List<Integer> promotedTenths(List<Integer> tenths) {
        StudyBuilder study = nine();
        tenths.forEach(tenth -> study.held(tenth / 100.0, tenth / 10.0));
        return promoted(study.view()).stream()
                .map(number -> tenths.get(number - 1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 1", "5, 1", "10, 1", "27, 3", "100, 10", "1000, 100"})
    void nothingIsJudgedBeforeATenth(int epochs, int first) {
        // With 2 epochs there is less than a factor of 3 to the end, so that the end is the only rung.
        StudyView view = StudyBuilder.rates(1e-5, 1, epochs).view();
        assertThat(new Asha().firstMilestone(view, Configuration.of(new LearningRate(0.1))))
                .isEqualTo(first);
    }

    @Test
    void needsTrialsThatCanBeHeldAndSensibleSettings() {
        assertThat(new Asha().needs()).containsExactly(Capability.HOLD);
        assertThatThrownBy(() -> new Asha(new RungSpacing(0, 3)))
                .hasMessageContaining("must be in (0, 1], but was 0.0");
        assertThatThrownBy(() -> new Asha(new RungSpacing(0.1, 1)))
                .hasMessageContaining("must be at least 2, but was 1");
    }
}
