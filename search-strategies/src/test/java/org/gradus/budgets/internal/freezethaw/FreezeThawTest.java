package org.gradus.budgets.internal.freezethaw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Verdict;
import org.junit.jupiter.api.Test;

/** Two decades have four probes, half a decade apart; of 100 epochs the rungs are 2, 8 and 15. */
class FreezeThawTest {
    private static StudyBuilder study(int epochs) {
        return StudyBuilder.of(
                SearchSpace.learningRate(1e-4, 1e-2),
                Objective.maximize("validationAccuracy"),
                StudyBudget.of(20, epochs));
    }

    private static List<Integer> continued(StudyView view) {
        return new FreezeThaw()
                .decide(view).stream()
                        .filter(d -> d.verdict() == Verdict.CONTINUE)
                        .map(d -> d.trial().number())
                        .toList();
    }

    @Test
    void probesAreBriefAndLaterTrialsAreNot() {
        Configuration rate = Configuration.of(new LearningRate(1e-3));
        assertThat(new FreezeThaw().firstMilestone(study(100).view(), rate)).isEqualTo(2);
        StudyView probed = study(100)
                .held(1e-4, 0.1, 0.2)
                .held(3e-4, 0.1, 0.3)
                .held(1e-3, 0.1, 0.4)
                .held(3e-3, 0.1, 0.5)
                .view();
        assertThat(new FreezeThaw().firstMilestone(probed, rate)).isEqualTo(100);
    }

    @Test
    void holdsUntilAllProbesHaveCome() {
        StudyView view = study(100).held(1e-4, 0.1, 0.2).waiting(3e-4, 0.1, 0.3).view();
        List<Decision> decisions = new FreezeThaw().decide(view);
        assertThat(decisions).extracting(Decision::verdict).containsExactly(Verdict.HOLD);
        assertThat(decisions.get(0).reason()).isEqualTo("probed for 2 epochs, may go on later");
    }

    @Test
    void theBestAndTwoOnEitherSideGoOn() {
        StudyView view = study(100)
                .held(1e-4, 0.1, 0.5)
                .held(3e-4, 0.1, 0.3)
                .held(1e-3, 0.1, 0.2)
                .waiting(3e-3, 0.1, 0.1)
                .view();
        List<Decision> decisions = new FreezeThaw().decide(view);
        assertThat(decisions)
                .extracting(Decision::verdict)
                .containsExactly(Verdict.CONTINUE, Verdict.CONTINUE, Verdict.CONTINUE, Verdict.HOLD);
        assertThat(decisions).extracting(Decision::untilEpoch).containsExactly(8, 8, 8, 2);
        assertThat(decisions.get(0).reason()).isEqualTo("the best after 2 epochs");
        assertThat(decisions.get(1).reason()).isEqualTo("beside the best after 2 epochs");
    }

    @Test
    void theProbeCloseToTheTargetIsTrainedToTheEnd() {
        // One rung only; the tent's top is at 1e-3, and for 5 epochs the target lies 0.06 decades below it.
        StudyView view = study(5).held(1e-4, 0.1)
                .held(3.1623e-4, 0.3)
                .held(1e-3, 0.5)
                .held(3.1623e-3, 0.3)
                .view();
        assertThat(continued(view)).containsExactly(3);
    }

    @Test
    void decidesNothingWhileATrialTrains() {
        StudyView view = study(5).held(1e-4, 0.1)
                .held(3.1623e-4, 0.3)
                .held(1e-3, 0.5)
                .running(3.1623e-3, 1)
                .view();
        assertThat(continued(view)).isEmpty();
    }

    @Test
    void atTheEndTheBestProbeGoesOnWhileItIsAhead() {
        StudyBuilder ahead = study(3).held(1e-4, 0.5).completed(1e-3, 0.4, 0.5, 0.6);
        assertThat(continued(ahead.closed("all epochs are spent").view())).containsExactly(1);
        StudyBuilder behind = study(3).held(1e-4, 0.4).completed(1e-3, 0.5, 0.5, 0.6);
        assertThat(continued(behind.closed("all epochs are spent").view())).isEmpty();
    }

    @Test
    void needsTrialsThatCanBeHeld() {
        assertThat(new FreezeThaw().needs()).containsExactly(Capability.HOLD);
    }

    @Test
    void trainsAFifthFirstWhereMoreThanARateIsSearched() {
        SearchSpace two = SearchSpace.builder()
                .learningRate(1e-4, 1e-2)
                .categorical("updater", "sgd", "adam")
                .build();
        StudyView view = StudyBuilder.of(two, Objective.maximize("validationAccuracy"), StudyBudget.of(20, 100))
                .view();
        assertThat(new FreezeThaw().firstMilestone(view, two.fromUnit(new double[] {0.5, 0.5})))
                .isEqualTo(20);
    }
}
