package org.gradus.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.gradus.core.session.SessionSetup.outcome;
import static org.gradus.core.session.SessionSetup.session;
import static org.gradus.core.session.SessionSetup.train;
import static org.gradus.core.session.SessionSetup.trial;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.ConstantWords;
import org.gradus.core.space.LearningRate;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialState;
import org.gradus.core.trial.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a session carries out what its policy decides. */
class PolicyDecisionsTest {
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
                .withMessageStartingWith("policy 'scripted' decided " + ConstantWords.of(decision.verdict())
                        + " until epoch "
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
}
