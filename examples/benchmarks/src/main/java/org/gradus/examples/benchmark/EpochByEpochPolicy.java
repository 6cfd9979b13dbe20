package org.gradus.examples.benchmark;

import java.util.List;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.space.Configuration;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialState;

/** Trains every trial to its last epoch, with a report after each. For one trial at a time. */
final class EpochByEpochPolicy implements BudgetPolicy {
    @Override
    public String name() {
        return "epoch by epoch";
    }

    @Override
    public int firstMilestone(StudyView study, Configuration configuration) {
        return 1;
    }

    @Override
    public List<Decision> decide(StudyView study) {
        if (study.trials().isEmpty()) {
            return List.of();
        }
        Trial last = study.trials().get(study.trials().size() - 1);
        return last.state() == TrialState.WAITING
                ? List.of(Decision.continueUntil(last.id(), last.epochsTrained() + 1, "one epoch more"))
                : List.of();
    }
}
