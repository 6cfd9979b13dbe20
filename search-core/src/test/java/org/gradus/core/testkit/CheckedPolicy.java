package org.gradus.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.core.trial.TrialState;
import org.gradus.core.trial.Verdict;

/** A budget policy whose every answer is held to the rules of a single decision, and to that of another instance. */
final class CheckedPolicy implements BudgetPolicy {
    private final BudgetPolicy policy;
    private final Supplier<BudgetPolicy> another;

    CheckedPolicy(Supplier<BudgetPolicy> factory) {
        this.policy = factory.get();
        this.another = factory;
    }

    @Override
    public String name() {
        return policy.name();
    }

    @Override
    public Set<Capability> needs() {
        return policy.needs();
    }

    @Override
    public void check(SearchSpace space, StudyBudget budget) {
        policy.check(space, budget);
    }

    @Override
    public int firstMilestone(StudyView study, Configuration configuration) {
        int milestone = policy.firstMilestone(study, configuration);
        assertThat(milestone)
                .as(
                        "The first milestone lies in [1, %s], the epochs of a training, but '%s' set %s",
                        study.maxEpochs(), name(), milestone)
                .isBetween(1, study.maxEpochs());
        return milestone;
    }

    @Override
    public List<Decision> decide(StudyView study) {
        List<Decision> decisions = answer(study);
        for (Decision decision : decisions) {
            check(study, study.trial(decision.trial()), decision);
        }
        assertThat(another.get().decide(study))
                .as(
                        "A policy decides by the study alone, but another '%s' decided otherwise about the same study",
                        name())
                .isEqualTo(decisions);
        return decisions;
    }

    private List<Decision> answer(StudyView study) {
        try {
            return policy.decide(study);
        } catch (RuntimeException e) {
            throw new AssertionError(
                    "A policy has an answer to every study, but '" + name() + "' threw " + e + " for one of "
                            + study.searched().size() + " trials",
                    e);
        }
    }

    private void check(StudyView study, Trial trial, Decision decision) {
        assertThat(trial.purpose())
                .as("A policy decides about trials of purpose SEARCH only, but '%s' decided %s", name(), decision)
                .isEqualTo(TrialPurpose.SEARCH);
        String ended = trial.outcome().map(o -> o.kind() + ": " + o.reason()).orElse("");
        assertThat(trial.state())
                .as(
                        "A policy decides only about trials that wait or are held, and never promotes one that"
                                + " diverged or ended otherwise, but '%s' decided %s about one that is %s %s",
                        name(), decision, trial.state(), ended)
                .isIn(TrialState.WAITING, TrialState.HELD);
        if (decision.verdict() == Verdict.CONTINUE) {
            assertThat(decision.untilEpoch())
                    .as(
                            "Milestones increase and end at epoch %s, the last one, but '%s' continued %s, which"
                                    + " stands at epoch %s, until epoch %s",
                            study.maxEpochs(), name(), trial.id(), trial.epochsTrained(), decision.untilEpoch())
                    .isGreaterThan(trial.epochsTrained())
                    .isLessThanOrEqualTo(study.maxEpochs());
        }
    }
}
