package org.gradus.core.budget;

import java.util.List;
import org.gradus.core.space.Configuration;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Decision;

/** Trains every trial to its last epoch. */
public final class FullBudget implements BudgetPolicy {
    public static final String NAME = "full";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int firstMilestone(StudyView study, Configuration configuration) {
        return study.maxEpochs();
    }

    @Override
    public List<Decision> decide(StudyView study) {
        return List.of();
    }
}
