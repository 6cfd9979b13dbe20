package org.gradus.core.engine;

import java.util.ServiceLoader;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.training.TrainerDescriptor;

/** Chooses strategy and budget policy together, before the search. Pure. */
@FunctionalInterface
public interface AutoPlan {
    /**
     * The plan for a search.
     *
     * @throws IllegalStateException if nothing works on it, saying why
     */
    SearchPlan of(SearchSpace space, StudyBudget budget, TrainerDescriptor trainer);

    /** The plan for a search of which the user has chosen a part: that part is kept, the other is this plan's. */
    default SearchPlan of(SearchSpace space, StudyBudget budget, TrainerDescriptor trainer, UserChoice choice) {
        return choice.over(of(space, budget, trainer));
    }

    /**
     * The plan on the class path.
     *
     * @throws IllegalStateException if there is none
     */
    static AutoPlan onClassPath() {
        return ServiceLoader.load(AutoPlan.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the search has no strategy\nMaybe strategy(...) was not"
                        + " called, or search-strategies is not on the class path."));
    }

    /** What the user has chosen, completed by the plan on the class path, which is looked for only if it is needed. */
    static AutoPlan completing(UserChoice choice) {
        return (space, budget, trainer) ->
                choice.both().orElseGet(() -> onClassPath().of(space, budget, trainer, choice));
    }
}
