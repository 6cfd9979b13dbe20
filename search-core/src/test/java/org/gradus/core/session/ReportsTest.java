package org.gradus.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.gradus.core.session.SessionSetup.STEPS;
import static org.gradus.core.session.SessionSetup.atEpochs;
import static org.gradus.core.session.SessionSetup.outcome;
import static org.gradus.core.session.SessionSetup.session;
import static org.gradus.core.session.SessionSetup.train;
import static org.gradus.core.session.SessionSetup.trial;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.Curves;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a report means for its trial. */
class ReportsTest {
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void figureThatIsNoNumberIsDivergence(double figure) {
        SearchSession session = session(1, 5, 0.1);
        session.tell(train(session).scored(figure));
        assertThat(outcome(session, 1).kind()).isEqualTo(OutcomeKind.DIVERGED);
        assertThat(outcome(session, 1).reason()).isEqualTo("validationAccuracy is " + figure);
    }

    @Test
    void sweepThatDivergesHasSaidWhatItHadToAndIsComplete() {
        SearchSession session =
                session(StudyBudget.of(1, 4), ToyStrategies.sweepThen(new Sweep(1e-5, 1, 25), 0.1), new FullBudget());
        Ask.Train order = train(session);
        session.tell(SegmentReport.diverged(
                order.trial().id(), Curves.batches(0.1, 2.3, 2.2, Double.NaN), "the loss is NaN"));
        assertThat(outcome(session, 1))
                .isEqualTo(new Outcome.Completed(Optional.empty(), "the sweep saw enough: the loss is NaN"));
    }

    @Test
    void reportOfATrialNobodyAskedForIsRefused() {
        SearchSession session = session(2, 1, 0.1, 0.2);
        Ask.Train first = train(session);
        SegmentReport unknown = SegmentReport.reached(new TrialId(2), atEpochs(0.5));
        assertThatIllegalStateException()
                .isThrownBy(() -> session.tell(unknown))
                .withMessage("trial 2 was not asked for, or was reported already");
        SegmentReport report = first.scored(0.5);
        session.tell(report);
        assertThatIllegalStateException()
                .isThrownBy(() -> session.tell(report))
                .withMessage("trial 1 was not asked for, or was reported already");
    }

    /** NaN says that a trainer has no rate, not that a rate came out wrong. */
    @Test
    void pointWithoutTheRateOfItsTrialFailsTheTrial() {
        SearchSession session = session(1, 2, 0.1);
        session.tell(SegmentReport.reached(
                train(session).trial().id(), List.of(CurvePoint.ofBatch(20, CurvePoint.NO_RATE, 1))));
        assertThat(outcome(session, 1).reason())
                .isEqualTo("the trainer reported no learning rate at step 20, but the trial has one");
    }

    @Test
    void stepsThatWereNotAskedForFailTheTrial() {
        SearchSession session = session(3, 2, 0.1, 0.2, 0.3);
        session.tell(SegmentReport.reached(train(session).trial().id(), atEpochs(0.3)));
        assertThat(outcome(session, 1))
                .isEqualTo(new Outcome.Failed(
                        "the trainer reported step 10 as its last, but was asked to train until step 20", ""));
        session.tell(SegmentReport.reached(train(session).trial().id(), atEpochs(0.3, 0.4, 0.5)));
        assertThat(outcome(session, 2).reason()).contains("step 30 as its last", "until step 20");
        List<CurvePoint> back =
                List.of(CurvePoint.ofBatch(5, 0.1, 1), CurvePoint.ofBatch(4, 0.1, 1), CurvePoint.ofBatch(20, 0.1, 1));
        session.tell(SegmentReport.reached(train(session).trial().id(), back));
        assertThat(outcome(session, 3).reason())
                .isEqualTo("the trainer reported step 4 after step 5; steps must increase");
        assertThat(session.ask().kind()).isEqualTo(Ask.Kind.FINISHED);
    }

    @Test
    void reportWithoutTheObjectiveFailsTheTrial() {
        SearchSession session = session(1, 2, 0.1);
        session.tell(SegmentReport.reached(train(session).trial().id(), Curves.losses(0.1, STEPS, 1, 0.5)));
        assertThat(outcome(session, 1))
                .isEqualTo(new Outcome.Failed("the trainer reported no validationAccuracy after epoch 2", ""));
    }

    @Test
    void objectiveThatIsNoNumberAtTheEndIsDivergence() {
        SearchSession session = session(1, 1, 0.1);
        List<CurvePoint> points =
                Curves.evaluated(0.1, STEPS, List.of(Evaluation.of(2.3, 0.1), Evaluation.of(1, Double.NaN)));
        session.tell(SegmentReport.reached(train(session).trial().id(), points));
        assertThat(outcome(session, 1)).isEqualTo(new Outcome.Diverged(10, "validationAccuracy is not a number"));
    }

    @Test
    void curveBeyondHopeIsDivergenceEvenIfItsTrainerSawNone() {
        SearchSession session = session(1, 4, 0.1);
        List<CurvePoint> points = Curves.evaluated(
                0.1,
                STEPS,
                Stream.of(2.3, 15.0, 20.0, 22.0, 22.0)
                        .map(loss -> Evaluation.of(loss, 0.1))
                        .toList());
        session.tell(SegmentReport.reached(train(session).trial().id(), points));
        assertThat(outcome(session, 1).kind()).isEqualTo(OutcomeKind.DIVERGED);
    }

    @Test
    void failureKeepsItsReasonStackTraceAndPoints() {
        SearchSession session = session(1, 4, 0.1);
        SegmentReport report = new SegmentReport(
                train(session).trial().id(),
                Segment.failed(atEpochs(0.3), "the trainer threw"),
                "at …",
                "w1",
                123,
                Optional.empty());
        session.tell(report);
        assertThat(outcome(session, 1)).isEqualTo(new Outcome.Failed("the trainer threw", "at …"));
        assertThat(trial(session, 1).epochsTrained()).isEqualTo(1);
        assertThat(trial(session, 1).elapsedMillis()).isEqualTo(123);
    }

    @Test
    void failureWithPointsThatCannotBeIsStillAFailureOfItsOwnReason() {
        SearchSession session = session(1, 4, 0.1);
        List<CurvePoint> back = List.of(CurvePoint.ofBatch(5, 0.1, 1), CurvePoint.ofBatch(4, 0.1, 1));
        session.tell(new SegmentReport(
                train(session).trial().id(), Segment.failed(back, "took too long"), "", "w1", 1, Optional.empty()));
        assertThat(outcome(session, 1).reason()).isEqualTo("took too long");
        assertThat(trial(session, 1).curve().isEmpty()).isTrue();
    }

    @Test
    void cancelledSegmentStopsItsTrial() {
        SearchSession session = session(1, 4, 0.1);
        session.tell(new SegmentReport(
                train(session).trial().id(),
                Segment.cancelled(atEpochs(0.3, 0.4), "the time is over"),
                "",
                "w1",
                1,
                Optional.empty()));
        assertThat(outcome(session, 1)).isEqualTo(new Outcome.Stopped(2, "the time is over"));
    }

    @Test
    void testFiguresAreNoted() {
        SearchSession session = session(1, 1, 0.1);
        session.tell(train(session).scored(0.5));
        session.drainEvents();
        session.tellTest(new TrialId(1), Evaluation.of(0.4, 0.45));
        assertThat(trial(session, 1).test()).contains(Evaluation.of(0.4, 0.45));
        assertThat(session.drainEvents())
                .containsExactly(new TrialEvent.TestRead(new TrialId(1), Evaluation.of(0.4, 0.45)));
        assertThat(session.drainEvents()).isEmpty();
    }
}
