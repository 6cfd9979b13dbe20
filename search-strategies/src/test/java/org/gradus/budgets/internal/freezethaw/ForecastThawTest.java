package org.gradus.budgets.internal.freezethaw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Verdict;
import org.junit.jupiter.api.Test;

/** Of 10 epochs the rungs are 2, 4 and 10. */
class ForecastThawTest {
    private static StudyBuilder study() {
        return StudyBuilder.of(
                SearchSpace.learningRate(1e-4, 1), Objective.maximize("validationAccuracy"), StudyBudget.of(50, 10));
    }

    /** Five trials with equal curves but for their height, the best of them complete. */
    private static StudyBuilder oneComplete(double best) {
        return study().completed(1e-2, curve(best))
                .held(1e-4, 0.1)
                .held(1e-3, 0.2)
                .held(1e-1, 0.2)
                .held(1, 0.1);
    }

    private static double[] curve(double first) {
        double[] curve = new double[10];
        for (int epoch = 1; epoch <= 10; epoch++) {
            curve[epoch - 1] = first + 0.1 * Math.log10(epoch);
        }
        return curve;
    }

    private static List<Decision> continued(StudyView view) {
        return new ForecastThaw(view)
                .decide().stream().filter(d -> d.verdict() == Verdict.CONTINUE).toList();
    }

    @Test
    void trainsAFifthFirst() {
        assertThat(new ForecastThaw(study().view()).firstMilestone()).isEqualTo(2);
    }

    @Test
    void holdsUntilFiveHaveCome() {
        StudyView view = study().held(1e-4, 0.1)
                .held(1e-3, 0.5)
                .held(1e-2, 0.3)
                .waiting(1e-1, 0.2)
                .view();
        assertThat(new ForecastThaw(view).decide()).singleElement().satisfies(decision -> {
            assertThat(decision.verdict()).isEqualTo(Verdict.HOLD);
            assertThat(decision.trial().number()).isEqualTo(4);
        });
    }

    @Test
    void theMostPromisingOfTheFirstIsTrainedToTheEnd() {
        StudyView view = study().held(1e-4, 0.1)
                .held(1e-3, 0.5)
                .held(1e-2, 0.3)
                .held(1e-1, 0.2)
                .waiting(1, 0.1)
                .view();
        assertThat(continued(view)).singleElement().satisfies(decision -> {
            assertThat(decision.trial().number()).isEqualTo(2);
            assertThat(decision.untilEpoch()).isEqualTo(10);
        });
    }

    @Test
    void aTrialAheadOfTheBestGoesOnToItsNextRung() {
        StudyView view = oneComplete(0.3).waiting(2e-2, 0.6).view();
        assertThat(continued(view)).singleElement().satisfies(decision -> {
            assertThat(decision.trial().number()).isEqualTo(6);
            assertThat(decision.untilEpoch()).isEqualTo(2);
            assertThat(decision.reason()).contains("it promises most an epoch");
        });
    }

    @Test
    void trialsFarBehindTheBestMakeRoomForANewOne() {
        StudyView view = oneComplete(0.6).waiting(5e-4, 0.15).view();
        assertThat(continued(view)).isEmpty();
    }

    @Test
    void decidesNothingWhileAllTrain() {
        StudyView view = oneComplete(0.3).held(2e-2, 0.6).running(3e-2, 1).view();
        assertThat(new ForecastThaw(view).decide()).isEmpty();
    }

    @Test
    void atTheEndWhatMayBecomeTheBestGoesOn() {
        String reason = "all 50 trials were proposed";
        StudyView ahead = oneComplete(0.3).held(2e-2, 0.6).closed(reason).view();
        assertThat(continued(ahead)).extracting(d -> d.trial().number()).containsExactly(6);
        StudyView behind = oneComplete(0.6).closed(reason).view();
        assertThat(continued(behind)).isEmpty();
    }

    @Test
    void onceAllEpochsAreSpentNothingGoesOn() {
        StudyBuilder study = StudyBuilder.of(
                SearchSpace.learningRate(1e-4, 1),
                Objective.maximize("validationAccuracy"),
                new StudyBudget(OptionalInt.empty(), 10, OptionalLong.of(11)));
        StudyView view = study.completed(1e-2, curve(0.3))
                .held(2e-2, 0.6)
                .closed("all 11 epochs are spent")
                .view();
        assertThat(continued(view)).isEmpty();
    }
}
