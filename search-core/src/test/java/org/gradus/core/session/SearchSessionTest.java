package org.gradus.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.Curves;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.core.trial.TrialState;
import org.gradus.core.trial.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchSessionTest {
    private static final int STEPS = 10;

    private static StudyRecord study(StudyBudget budget) {
        return new StudyRecord(
                new StudyId("s"),
                SearchSpace.learningRate(1e-5, 10),
                Objective.maximize("validationAccuracy"),
                budget,
                StudyRecord.Settings.builder()
                        .plan("toy", "toy", "a test")
                        .seed(7)
                        .finalists(1)
                        .recordEvery(1)
                        .build(),
                new Provenance("toy", "toy 1", Map.of()));
    }

    private static SearchSession session(StudyBudget budget, Strategy strategy, BudgetPolicy policy) {
        return SearchSession.start(study(budget), strategy, policy, configuration -> STEPS);
    }

    private static SearchSession session(int trials, int epochs, double... rates) {
        return session(StudyBudget.of(trials, epochs), ToyStrategies.rates(rates), new FullBudget());
    }

    private static Ask.Train train(SearchSession session) {
        Ask ask = session.ask();
        assertThat(ask.kind()).isEqualTo(Ask.Kind.TRAIN);
        return (Ask.Train) ask;
    }

    private static Trial trial(SearchSession session, int number) {
        return session.view().trial(new TrialId(number));
    }

    private static Outcome outcome(SearchSession session, int number) {
        return trial(session, number).outcome().orElseThrow();
    }

    private static List<CurvePoint> atEpochs(double... accuracies) {
        return Curves.accuracies(0.1, STEPS, accuracies);
    }

    @Test
    void searchByHandNeedsNothingButTheFigure() {
        SearchSession session = session(3, 5, 1e-3, 1e-2, 1e-1);
        double[] figures = {0.6, 0.9, 0.7};
        for (int i = 0; i < 3; i++) {
            Ask.Train order = train(session);
            assertThat(order.trial().id()).isEqualTo(new TrialId(i + 1));
            assertThat(order.configuration().learningRate().value()).isEqualTo(Math.pow(10, i - 3));
            assertThat(order.fromStep()).isZero();
            assertThat(order.untilStep()).isEqualTo(5 * STEPS);
            assertThat(order.untilEpoch()).isEqualTo(5);
            session.tell(order.scored(figures[i]));
        }
        assertThat(session.ask()).isEqualTo(new Ask.Finished("all 3 trials were proposed"));
        assertThat(session.ask().kind()).isEqualTo(Ask.Kind.FINISHED);
        Trial best = session.view().bestCompleted().orElseThrow();
        assertThat(best.id()).isEqualTo(new TrialId(2));
        assertThat(best.finalScore()).contains(new Score(-0.9, 5));
    }

    @Test
    void searchByHandMinimizesLossesToo() {
        StudyRecord accuracy = study(StudyBudget.of(2, 1));
        StudyRecord loss = new StudyRecord(
                accuracy.id(),
                accuracy.space(),
                Objective.minimize("validationLoss"),
                accuracy.budget(),
                accuracy.settings(),
                accuracy.provenance());
        SearchSession session =
                SearchSession.start(loss, ToyStrategies.rates(0.1, 0.2), new FullBudget(), configuration -> 1);
        session.tell(train(session).scored(0.4));
        session.tell(train(session).scored(0.3));
        assertThat(session.view().bestCompleted().orElseThrow().id()).isEqualTo(new TrialId(2));
        assertThat(trial(session, 1).curve().points().get(0).batchLoss()).isEqualTo(0.4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void figureThatIsNoNumberIsDivergence(double figure) {
        SearchSession session = session(1, 5, 0.1);
        session.tell(train(session).scored(figure));
        assertThat(outcome(session, 1).kind()).isEqualTo(OutcomeKind.DIVERGED);
        assertThat(outcome(session, 1).reason()).isEqualTo("validationAccuracy is " + figure);
    }

    @Test
    void proposalsCarryTheirStrategyAndReason() {
        SearchSession session = session(1, 5, 0.1);
        Trial trial = train(session).trial();
        assertThat(trial.plan().proposedBy()).isEqualTo("toy");
        assertThat(trial.plan().reason()).isEqualTo("rate 0.1");
        assertThat(trial.purpose()).isEqualTo(TrialPurpose.SEARCH);
    }

    @Test
    void strategyThatIsExhaustedEndsTheSearch() {
        SearchSession session = session(9, 1, 0.1);
        session.tell(train(session).scored(0.5));
        assertThat(session.ask()).isEqualTo(new Ask.Finished("all rates were tried"));
        assertThat(session.view().closed()).contains("all rates were tried");
    }

    @Test
    void runningTrialsAreAwaitedAtTheEnd() {
        SearchSession session = session(2, 1, 0.1, 0.2);
        Ask.Train first = train(session);
        Ask.Train second = train(session);
        assertThat(session.ask()).isEqualTo(new Ask.Wait("waiting for 2 running trials"));
        session.tell(second.scored(0.5));
        assertThat(session.ask()).isEqualTo(new Ask.Wait("waiting for 1 running trials"));
        session.tell(first.scored(0.5));
        assertThat(session.ask().kind()).isEqualTo(Ask.Kind.FINISHED);
    }

    @Test
    void strategyMayAwaitARunningTrial() {
        Strategy oneAtATime =
                ToyStrategies.of((study, random) -> study.searched().stream().allMatch(Trial::ended)
                        ? ToyStrategies.rate(0.1)
                        : new Proposal.Await("one at a time"));
        SearchSession session = session(StudyBudget.of(2, 1), oneAtATime, new FullBudget());
        Ask.Train first = train(session);
        assertThat(session.ask().kind()).isEqualTo(Ask.Kind.WAIT);
        session.tell(first.scored(0.5));
        assertThat(train(session).trial().id()).isEqualTo(new TrialId(2));
    }

    @Test
    void strategyThatAwaitsNothingIsRefused() {
        Strategy waiting = ToyStrategies.of((study, random) -> new Proposal.Await("forever"));
        SearchSession session = session(StudyBudget.of(2, 1), waiting, new FullBudget());
        assertThatIllegalStateException()
                .isThrownBy(session::ask)
                .withMessage("strategy 'toy' waits for trials, but none is running and policy 'full' continues none");
    }

    @Test
    void proposalOutsideTheSpaceIsRefused() {
        SearchSession session = session(1, 1, 100);
        assertThatIllegalStateException()
                .isThrownBy(session::ask)
                .withMessage("strategy 'toy' proposed (learningRate=1e2), which is not in the space:"
                        + " learningRate 1e-5 to 10 (log)");
    }

    /** Two trials of five epochs spend the nine; what runs is not cut short. */
    @Test
    void nothingNewBeginsOnceTheEpochsAreSpent() {
        StudyBudget budget = new StudyBudget(OptionalInt.empty(), 5, OptionalLong.of(9));
        SearchSession session = session(budget, ToyStrategies.leaning(), new FullBudget());
        session.tell(train(session).scored(0.5));
        assertThat(session.view().epochsSpent()).isCloseTo(5, within(1e-12));
        session.tell(train(session).scored(0.5));
        assertThat(session.ask()).isEqualTo(new Ask.Finished("all 9 epochs are spent"));
        assertThat(session.view().epochsSpent()).isCloseTo(10, within(1e-12));
    }

    @Test
    void candidatesShareTheirSeedsAndReplicatesHaveFreshOnes() {
        SearchSession session = session(2, 1, 0.1, 0.2);
        Trial first = train(session).trial();
        Trial second = train(session).trial();
        assertThat(first.plan().seeds()).isEqualTo(second.plan().seeds()).isEqualTo(Seeds.of(7, 0));
        session.tell(new Ask.Train(first, session.view().objective(), 0, STEPS).scored(0.5));
        session.tell(new Ask.Train(second, session.view().objective(), 0, STEPS).scored(0.5));
        for (int finalist = 1; finalist <= 2; finalist++) {
            for (int replicate = 1; replicate <= 2; replicate++) {
                TrialId id = session.replicate(new TrialId(finalist), replicate, "again");
                Trial trial = session.view().trial(id);
                assertThat(trial.plan().seeds()).isEqualTo(Seeds.of(7, replicate));
                assertThat(trial.plan().replicateOf()).contains(new TrialId(finalist));
                assertThat(trial.configuration())
                        .isEqualTo(trial(session, finalist).configuration());
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> session.replicate(new TrialId(1), 0, "again"))
                .withMessage("replicates count from 1, but the number was 0");
    }

    @Test
    void replicatesAndBaselinesTrainToTheEndWhateverThePolicy() {
        BudgetPolicy oneEpoch = new ToyPolicies.Scripted(1, study -> List.of());
        SearchSession session = session(StudyBudget.of(1, 4), ToyStrategies.rates(0.1), oneEpoch);
        TrialId baseline = session.baseline(Configuration.of(new LearningRate(0.5)), "the default");
        Ask.Train first = train(session);
        assertThat(first.trial().id()).isEqualTo(baseline);
        assertThat(first.trial().purpose()).isEqualTo(TrialPurpose.BASELINE);
        assertThat(first.untilEpoch()).isEqualTo(4);
        session.tell(first.scored(0.5));
        Ask.Train candidate = train(session);
        assertThat(candidate.untilEpoch()).isEqualTo(1);
        session.tell(candidate.scored(0.6));
        session.replicate(candidate.trial().id(), 1, "again");
        Ask.Train replicate = train(session);
        assertThat(replicate.untilEpoch()).isEqualTo(4);
        session.tell(replicate.scored(0.7));
        assertThat(session.view().trial(replicate.trial().id()).finalScore()).contains(new Score(-0.7, 4));
    }

    @Test
    void sweepRunsItsStepsHasNoScoreAndSeedsOfItsOwn() {
        Sweep sweep = new Sweep(1e-5, 1, 25);
        SearchSession session = session(StudyBudget.of(1, 4), ToyStrategies.sweepThen(sweep, 0.1), new FullBudget());
        Ask.Train order = train(session);
        assertThat(order.trial().purpose()).isEqualTo(TrialPurpose.SWEEP);
        assertThat(order.untilStep()).isEqualTo(25);
        assertThat(order.trial().plan().seeds().init()).isEqualTo(Seeds.of(7, 0).init());
        assertThat(order.trial().plan().seeds().data())
                .isNotEqualTo(Seeds.of(7, 0).data());
        session.tell(ToyTraining.train(order));
        assertThat(outcome(session, 1).kind()).isEqualTo(OutcomeKind.COMPLETED);
        assertThat(trial(session, 1).finalScore()).isEmpty();
        assertThat(train(session).trial().purpose()).isEqualTo(TrialPurpose.SEARCH);
        assertThat(session.view().searched()).hasSize(1);
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
    void orderGivenBackIsAskedForNext() {
        SearchSession session = session(3, 1, 0.1, 0.2, 0.3);
        Ask.Train first = train(session);
        train(session);
        session.giveBack(first.trial().id());
        assertThat(train(session)).isEqualTo(first);
        assertThatIllegalStateException()
                .isThrownBy(() -> session.giveBack(new TrialId(3)))
                .withMessageContaining("was not asked for");
        assertThat(trial(session, 1).state()).isEqualTo(TrialState.RUNNING);
    }

    @Test
    void policyHoldsContinuesAndStops() {
        SearchSession session =
                session(StudyBudget.of(4, 3), ToyStrategies.rates(1e-4, 1e-2, 2, 1e-1), ToyPolicies.bestHalf());
        ToyTraining.run(session, 1);
        assertThat(session.view().trials())
                .extracting(t -> t.outcome().orElseThrow().kind())
                .containsExactly(
                        OutcomeKind.STOPPED, OutcomeKind.COMPLETED, OutcomeKind.DIVERGED, OutcomeKind.COMPLETED);
        assertThat(outcome(session, 1)).isEqualTo(new Outcome.Stopped(1, "rank 3 of 3"));
        assertThat(trial(session, 2).decisions())
                .extracting(Decision::verdict)
                .containsExactly(Verdict.HOLD, Verdict.CONTINUE);
        assertThat(trial(session, 2).decisions())
                .extracting(Decision::reason)
                .containsExactly("all are compared at epoch 1", "rank 1 of 3");
        assertThat(trial(session, 2).finalScore()).contains(new Score(-ToyTraining.accuracy(1e-2, 3), 3));
    }

    @Test
    void continuedTrialIsAskedForFromWhereItStands() {
        SearchSession session = session(StudyBudget.of(1, 3), ToyStrategies.rates(1e-2), ToyPolicies.epochByEpoch());
        for (int epoch = 1; epoch <= 3; epoch++) {
            Ask.Train order = train(session);
            assertThat(order.fromStep()).isEqualTo((epoch - 1) * 10L);
            assertThat(order.untilStep()).isEqualTo(epoch * 10L);
            session.tell(ToyTraining.train(order));
        }
        assertThat(session.ask().kind()).isEqualTo(Ask.Kind.FINISHED);
        assertThat(trial(session, 1).curve().steps()).containsExactly(0, 10, 20, 30);
    }

    @Test
    void heldTrialsEndAsStoppedWhenTheSearchIsOver() {
        BudgetPolicy forgetful = new ToyPolicies.Scripted(1, study -> List.of());
        SearchSession session = session(StudyBudget.of(2, 3), ToyStrategies.rates(0.1, 0.2), forgetful);
        ToyTraining.run(session, 1);
        assertThat(outcome(session, 1)).isEqualTo(new Outcome.Stopped(1, "all 2 trials were proposed"));
        assertThat(outcome(session, 2)).isEqualTo(new Outcome.Stopped(1, "all 2 trials were proposed"));
    }

    @Test
    void holdingWhatIsHeldIsNotWrittenDownAgain() {
        BudgetPolicy stubborn = new ToyPolicies.Scripted(
                1,
                study -> study.searched().stream()
                        .filter(t -> t.state() == TrialState.WAITING || t.state() == TrialState.HELD)
                        .map(t -> Decision.hold(t, "again and again"))
                        .toList());
        SearchSession session = session(StudyBudget.of(3, 3), ToyStrategies.rates(0.1, 0.2, 0.3), stubborn);
        ToyTraining.run(session, 1);
        assertThat(session.view().trials())
                .extracting(t -> t.decisions().size())
                .containsOnly(1);
    }

    private static Stream<Decision> invalidDecisions() {
        TrialId waiting = new TrialId(1);
        return Stream.of(
                Decision.continueUntil(waiting, 1, "no further than it is"),
                Decision.continueUntil(waiting, 4, "beyond the last epoch"),
                Decision.continueUntil(new TrialId(2), 2, "a baseline"),
                new Decision(new TrialId(2), Verdict.STOP, 3, "an ended trial"),
                Decision.continueUntil(new TrialId(3), 2, "a running trial"));
    }

    @ParameterizedTest
    @MethodSource("invalidDecisions")
    void decisionThatCannotBeIsRefused(Decision decision) {
        BudgetPolicy policy =
                new ToyPolicies.Scripted(1, study -> study.trials().size() < 3 ? List.of() : List.of(decision));
        SearchSession session = session(StudyBudget.of(3, 3), ToyStrategies.rates(0.1, 0.2, 0.3), policy);
        session.tell(ToyTraining.train(train(session)));
        session.baseline(Configuration.of(new LearningRate(0.5)), "the default");
        Ask.Train baseline = train(session);
        Ask.Train third = train(session);
        assertThat(third.trial().id()).isEqualTo(new TrialId(3));
        SegmentReport report = ToyTraining.train(baseline);
        assertThatIllegalStateException()
                .isThrownBy(() -> session.tell(report))
                .withMessageStartingWith("policy 'scripted' decided " + decision.verdict() + " until epoch "
                        + decision.untilEpoch() + " of " + decision.trial() + ", which is ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 4})
    void firstMilestoneOutsideTheTrainingIsRefused(int milestone) {
        BudgetPolicy policy = new ToyPolicies.Scripted(milestone, study -> List.of());
        SearchSession session = session(StudyBudget.of(1, 3), ToyStrategies.rates(0.1), policy);
        assertThatIllegalStateException()
                .isThrownBy(session::ask)
                .withMessage("policy 'scripted' set the first milestone " + milestone + ", which is not in [1, 3]");
    }

    @Test
    void strategyAndPolicyMayRefuseTheSpaceAtTheStart() {
        Strategy picky = new Strategy() {
            @Override
            public String name() {
                return "picky";
            }

            @Override
            public Proposal propose(StudyView study, RandomGenerator random) {
                return new Proposal.Exhausted("never asked");
            }

            @Override
            public void check(SearchSpace space, StudyBudget budget) {
                throw new IllegalStateException("'picky' works on momentum alone");
            }
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> session(StudyBudget.of(1, 1), picky, new FullBudget()))
                .withMessage("'picky' works on momentum alone");
    }

    @Test
    void stopEndsWhatWaitsAndLetsWhatRunsReport() {
        SearchSession session =
                session(StudyBudget.of(5, 3), ToyStrategies.rates(1e-3, 1e-2, 0.1), ToyPolicies.bestHalf());
        session.tell(ToyTraining.train(train(session)));
        Ask.Train running = train(session);
        Ask.Train other = train(session);
        session.stop("the target is reached");
        assertThat(session.isHalted()).isTrue();
        assertThat(outcome(session, 1)).isEqualTo(new Outcome.Stopped(1, "the target is reached"));
        assertThat(trial(session, 2).state()).isEqualTo(TrialState.RUNNING);
        assertThat(session.ask().kind()).isEqualTo(Ask.Kind.WAIT);
        session.tell(ToyTraining.train(running));
        assertThat(outcome(session, 2)).isEqualTo(new Outcome.Stopped(1, "the target is reached"));
        session.giveBack(other.trial().id());
        assertThat(outcome(session, 3)).isEqualTo(new Outcome.Stopped(0, "the target is reached"));
        assertThat(session.ask()).isEqualTo(new Ask.Finished("the target is reached"));
    }

    @Test
    void replicatesRunAfterAStop() {
        SearchSession session = session(5, 1, 1e-3, 1e-2, 0.1);
        session.tell(ToyTraining.train(train(session)));
        session.tell(ToyTraining.train(train(session)));
        session.stop("the target is reached");
        session.replicate(new TrialId(2), 1, "again");
        session.replicate(new TrialId(1), 1, "again");
        session.replicate(new TrialId(2), 2, "again");
        for (int number = 3; number <= 5; number++) {
            Ask.Train order = train(session);
            assertThat(order.trial().id()).isEqualTo(new TrialId(number));
            session.tell(ToyTraining.train(order));
            assertThat(trial(session, number).ended(OutcomeKind.COMPLETED)).isTrue();
        }
        assertThat(session.ask().kind()).isEqualTo(Ask.Kind.FINISHED);
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
