package org.gradus.core.engine;

import java.util.Optional;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.strategy.Strategy;

/**
 * What the user has chosen of a plan; the rest is chosen by an {@link AutoPlan}.
 *
 * @param strategy proposes configurations
 * @param policy decides how long they train
 */
public record UserChoice(Optional<Strategy> strategy, Optional<BudgetPolicy> policy) {
    /** The plan, where the user has left nothing open. */
    Optional<SearchPlan> both() {
        return strategy.flatMap(s -> policy.map(p -> new SearchPlan(s, p, "both chosen by the user")));
    }

    /** A plan with these choices in place of its own, which says who chose what. */
    public SearchPlan over(SearchPlan plan) {
        if (strategy.isEmpty() && policy.isEmpty()) {
            return plan;
        }
        return both().orElseGet(() -> new SearchPlan(
                strategy.orElse(plan.strategy()),
                policy.orElse(plan.policy()),
                "strategy "
                        + strategy.map(s -> byUser(s.name()))
                                .orElse(byPlan(plan.strategy().name())) + "; policy "
                        + policy.map(p -> byUser(p.name()))
                                .orElse(byPlan(plan.policy().name()))));
    }

    private static String byUser(String name) {
        return name + ", chosen by the user";
    }

    private static String byPlan(String name) {
        return name + ", chosen by the automatic plan";
    }
}
