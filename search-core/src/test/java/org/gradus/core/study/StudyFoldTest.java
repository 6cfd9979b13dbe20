package org.gradus.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.testkit.Curves;
import org.gradus.core.testkit.Studies;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.TrainedSegment;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.gradus.core.trial.TrialState;
import org.gradus.core.trial.Verdict;
import org.junit.jupiter.api.Test;

class StudyFoldTest {
    private static final TrialId FIRST = new TrialId(1);
    private static final CheckpointRef CHECKPOINT = new CheckpointRef("ab".repeat(32), 100);

    private final StudyFold fold = new StudyFold(Studies.plain("s"));

    private static TrialEvent.TrialProposed proposed(int number) {
        return new TrialEvent.TrialProposed(
                TrialPlan.search(new TrialId(number), Configuration.of(new LearningRate(0.1)), Seeds.of(0, 0), 10), 1);
    }

    private static TrialEvent.CurveExtended extended(int number, List<CurvePoint> points) {
        return new TrialEvent.CurveExtended(new TrialId(number), points, "worker", 70, Optional.of(CHECKPOINT));
    }

    private static TrialEvent.DecisionMade decided(int number, Verdict verdict, int untilEpoch) {
        return new TrialEvent.DecisionMade(new Decision(new TrialId(number), verdict, untilEpoch, "a test"));
    }

    private static TrialEvent.TrialEnded ended(int number) {
        return new TrialEvent.TrialEnded(new TrialId(number), new Outcome.Stopped(1, "a test"));
    }

    private static final List<CurvePoint> EPOCH_1 = Curves.losses(0.1, 10, 2.0);
    private static final List<CurvePoint> EPOCH_2 =
            Curves.losses(0.1, 10, 2.0, 1.5).subList(2, 3);

    private Trial first() {
        return fold.view().trial(FIRST);
    }

    private void apply(TrialEvent... events) {
        for (TrialEvent event : events) {
            fold.apply(event);
        }
    }

    @Test
    void studyBeginsEmptyWithWhatItsRecordSays() {
        StudyView view = fold.view();
        StudyRecord study = Studies.plain("s");
        assertThat(view.trials()).isEmpty();
        assertThat(view.isClosed()).isFalse();
        assertThat(view.space()).isEqualTo(study.space());
        assertThat(view.objective()).isEqualTo(study.objective());
        assertThat(view.budget()).isEqualTo(study.budget());
        assertThat(view.maxEpochs()).isEqualTo(3);
    }

    @Test
    void seedOfTheStudyIsInEveryView() {
        StudyRecord plain = Studies.plain("s");
        StudyFold seeded = new StudyFold(plain.space(), plain.objective(), plain.budget(), 42);
        assertThat(seeded.view().seed()).isEqualTo(42);
        seeded.apply(proposed(1));
        assertThat(seeded.view().seed()).isEqualTo(42);
    }

    @Test
    void proposedTrialRuns() {
        apply(proposed(1));
        assertThat(first().state()).isEqualTo(TrialState.RUNNING);
        assertThat(first().untilEpoch()).isEqualTo(1);
        assertThat(first().curve().isEmpty()).isTrue();
        assertThat(first().ended()).isFalse();
        assertThat(first().plan()).isEqualTo(proposed(1).plan());
    }

    @Test
    void extendedTrialWaitsWithItsCurveTimeAndCheckpoint() {
        apply(proposed(1), extended(1, EPOCH_1));
        assertThat(first().state()).isEqualTo(TrialState.WAITING);
        assertThat(first().curve()).isEqualTo(LearningCurve.of(EPOCH_1));
        assertThat(first().elapsedMillis()).isEqualTo(70);
        assertThat(first().checkpoint()).contains(CHECKPOINT);
    }

    @Test
    void heldTrialKeepsItsMilestoneAndCanGoOn() {
        apply(proposed(1), extended(1, EPOCH_1), decided(1, Verdict.HOLD, 1));
        assertThat(first().state()).isEqualTo(TrialState.HELD);
        assertThat(first().untilEpoch()).isEqualTo(1);
        apply(decided(1, Verdict.CONTINUE, 3));
        assertThat(first().state()).isEqualTo(TrialState.RUNNING);
        assertThat(first().untilEpoch()).isEqualTo(3);
        assertThat(first().decisions()).extracting(Decision::verdict).containsExactly(Verdict.HOLD, Verdict.CONTINUE);
    }

    @Test
    void segmentsAddUp() {
        apply(proposed(1), extended(1, EPOCH_1), decided(1, Verdict.CONTINUE, 2));
        apply(new TrialEvent.CurveExtended(FIRST, EPOCH_2, "other", 30, Optional.empty()));
        assertThat(first().curve()).isEqualTo(LearningCurve.of(Curves.losses(0.1, 10, 2.0, 1.5)));
        assertThat(first().elapsedMillis()).isEqualTo(100);
        assertThat(first().checkpoint()).contains(CHECKPOINT);
        assertThat(first().epochsTrained()).isEqualTo(2);
    }

    @Test
    void segmentsAreNumberedThroughTheStudyAndKeepTheirWorkers() {
        apply(proposed(1), proposed(2), extended(2, EPOCH_1), extended(1, EPOCH_1), decided(1, Verdict.CONTINUE, 2));
        apply(new TrialEvent.CurveExtended(FIRST, List.of(), "other", 30, Optional.empty()));
        assertThat(first().segments()).extracting(TrainedSegment::number).containsExactly(2, 3);
        assertThat(first().segments()).extracting(TrainedSegment::elapsedMillis).containsExactly(70L, 30L);
        assertThat(first().segments().get(1).worker()).isEqualTo("other");
        assertThat(first().segments())
                .extracting(TrainedSegment::untilStep)
                .as("a segment without points ends where it began")
                .containsOnly(first().curve().lastStep());
    }

    @Test
    void endedTrialHasItsOutcome() {
        apply(proposed(1), extended(1, EPOCH_1), ended(1));
        assertThat(first().state()).isEqualTo(TrialState.ENDED);
        assertThat(first().ended(OutcomeKind.STOPPED)).isTrue();
        assertThat(first().ended(OutcomeKind.FAILED)).isFalse();
        assertThat(first().curve()).isEqualTo(LearningCurve.of(EPOCH_1));
    }

    @Test
    void trialMayEndBeforeItReports() {
        apply(proposed(1), new TrialEvent.TrialEnded(FIRST, new Outcome.Failed("out of memory", "at …")));
        assertThat(first().ended(OutcomeKind.FAILED)).isTrue();
    }

    @Test
    void testFiguresAreReadOnceAndAfterTheEnd() {
        apply(proposed(1), extended(1, EPOCH_1), ended(1), new TrialEvent.TestRead(FIRST, Evaluation.of(0.5, 0.8)));
        assertThat(first().test()).contains(Evaluation.of(0.5, 0.8));
        assertThat(first().ended(OutcomeKind.STOPPED)).isTrue();
        TrialEvent again = new TrialEvent.TestRead(FIRST, Evaluation.of(0.4, 0.9));
        assertThatIllegalStateException()
                .isThrownBy(() -> fold.apply(again))
                .withMessage("the test split was read already for trial 1");
    }

    @Test
    void closingKeepsItsReason() {
        apply(new TrialEvent.SearchClosed("all 8 trials were proposed", false));
        assertThat(fold.view().closed()).contains("all 8 trials were proposed");
        assertThat(fold.view().isClosed()).isTrue();
    }

    @Test
    void numbersLeaveNoGap() {
        assertThatIllegalStateException()
                .isThrownBy(() -> fold.apply(proposed(2)))
                .withMessage("trial 2 cannot follow 0 trials: numbers leave no gap");
        apply(proposed(1));
        assertThatIllegalStateException().isThrownBy(() -> fold.apply(proposed(1)));
        assertThat(fold.view().trials()).hasSize(1);
    }

    @Test
    void eventsOfUnknownTrialsAreRefused() {
        apply(proposed(1));
        for (TrialEvent event : List.of(
                extended(2, EPOCH_1),
                decided(2, Verdict.HOLD, 1),
                ended(2),
                new TrialEvent.TestRead(new TrialId(2), Evaluation.ofLoss(1)))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> fold.apply(event))
                    .withMessage("there is no trial 2 among 1 trials");
        }
    }

    @Test
    void nothingHappensToATrialThatHasEnded() {
        apply(proposed(1), ended(1));
        StudyView before = fold.view();
        for (TrialEvent event : List.of(extended(1, EPOCH_1), decided(1, Verdict.CONTINUE, 2), ended(1))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> fold.apply(event))
                    .withMessageStartingWith("trial 1 has ended already");
        }
        assertThat(fold.view()).isEqualTo(before);
    }

    @Test
    void onlyARunningTrialTrainsAndOnlyAnotherIsDecidedAbout() {
        apply(proposed(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> fold.apply(decided(1, Verdict.HOLD, 1)))
                .withMessage("trial 1 is running, so nothing can be decided about it");
        apply(extended(1, EPOCH_1));
        assertThatIllegalStateException()
                .isThrownBy(() -> fold.apply(extended(1, EPOCH_2)))
                .withMessage("trial 1 is waiting, so it cannot have trained");
        apply(decided(1, Verdict.HOLD, 1));
        assertThatIllegalStateException()
                .isThrownBy(() -> fold.apply(extended(1, EPOCH_2)))
                .withMessage("trial 1 is held, so it cannot have trained");
    }

    @Test
    void curveThatGoesBackIsRefusedAndChangesNothing() {
        apply(proposed(1), extended(1, EPOCH_1), decided(1, Verdict.CONTINUE, 2));
        StudyView before = fold.view();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fold.apply(extended(1, EPOCH_1)))
                .withMessageContaining("step 0 follows step 10");
        assertThat(fold.view()).isEqualTo(before);
    }

    @Test
    void viewsDoNotChangeWithLaterEvents() {
        StudyView empty = fold.view();
        apply(proposed(1));
        StudyView one = fold.view();
        apply(extended(1, EPOCH_1));
        assertThat(empty.trials()).isEmpty();
        assertThat(one.trial(FIRST).state()).isEqualTo(TrialState.RUNNING);
    }

    @Test
    void equalEventsGiveEqualViews() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 3)
                .sweep(1e-5, 1, 2.3, 2, 9)
                .completed(0.1, 0.5)
                .held(0.2, 0.4)
                .diverged(1, 0.2)
                .replicate(2, 0.6)
                .test(5, 1, 0.6)
                .closed("enough");
        StudyFold again = new StudyFold(study.study());
        study.events().forEach(again::apply);
        assertThat(again.view()).isEqualTo(study.view());
    }
}
