package org.gradus.core.engine;

import org.gradus.core.space.SearchSpace;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.trial.StudyBudget;

/** Chooses strategy and budget policy together, before the search. Pure. */
@FunctionalInterface
public interface AutoPlan {
    /**
     * The plan for a search.
     *
     * @throws IllegalStateException if nothing works on it, saying why
     */
    SearchPlan of(SearchSpace space, StudyBudget budget, TrainerDescriptor trainer);
}
