package org.gradus.core.session;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.space.ConstantWords;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.core.trial.TrialState;
import org.gradus.core.trial.Verdict;

/** What a budget policy decides, checked, as events of the study. */
final class PolicyDecisions {
    private PolicyDecisions() {}

    /**
     * The events of a policy's decisions; none for a held trial that stays held.
     *
     * @throws IllegalStateException if a decision is about a trial that cannot be decided about
     */
    static List<TrialEvent> events(BudgetPolicy policy, StudyView view) {
        List<TrialEvent> events = new ArrayList<>();
        for (Decision decision : policy.decide(view)) {
            Trial trial = view.trial(decision.trial());
            requireDecidable(policy, view, trial, decision);
            if (decision.verdict() == Verdict.STOP) {
                events.add(new TrialEvent.TrialEnded(
                        trial.id(), new Outcome.Stopped(trial.epochsTrained(), decision.reason())));
            } else if (decision.verdict() != Verdict.HOLD || trial.state() != TrialState.HELD) {
                events.add(new TrialEvent.DecisionMade(decision));
            }
        }
        return events;
    }

    private static void requireDecidable(BudgetPolicy policy, StudyView view, Trial trial, Decision decision) {
        int epochs = view.maxEpochs();
        boolean open = trial.state() == TrialState.WAITING || trial.state() == TrialState.HELD;
        boolean forward = decision.verdict() != Verdict.CONTINUE
                || (decision.untilEpoch() > trial.epochsTrained() && decision.untilEpoch() <= epochs);
        if (trial.purpose() != TrialPurpose.SEARCH || !open || !forward) {
            throw new IllegalStateException("policy '" + policy.name() + "' decided "
                    + ConstantWords.of(decision.verdict()) + " until epoch " + decision.untilEpoch() + " of "
                    + trial.id()
                    + ", which is " + ConstantWords.of(trial.state()) + " at epoch " + trial.epochsTrained() + " of "
                    + epochs);
        }
    }
}
