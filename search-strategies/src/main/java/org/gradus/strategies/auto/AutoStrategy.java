package org.gradus.strategies.auto;

import java.util.random.RandomGenerator;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.trial.StudyBudget;
import org.gradus.core.trial.StudyView;

/**
 * The strategy that {@link DefaultAutoPlan} would choose for space and budget, for whoever chose the policy and not the
 * strategy. Stateless.
 */
public final class AutoStrategy implements Strategy {
    /** The name of this strategy. */
    public static final String NAME = "auto";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(SearchSpace space, StudyBudget budget) {
        DefaultAutoPlan.strategy(space, budget).check(space, budget);
    }

    @Override
    public Proposal propose(StudyView study, RandomGenerator random) {
        return DefaultAutoPlan.strategy(study.space(), study.budget()).propose(study, random);
    }
}
