package org.gradus.core.engine;

import java.util.Optional;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.rangetest.SweepStrategy;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.training.TrainerDescriptor;

/**
 * What a plan is made for. Here is the one rule of how a plan comes about: what the user has chosen is kept, and the automatic
 * plan chooses the rest.
 *
 * @param space what is searched
 * @param budget what may be spent
 * @param trainer what trains
 * @param strategy the strategy that the user has chosen
 * @param policy the budget policy that the user has chosen
 */
public record PlanRequest(
        SearchSpace space,
        StudyBudget budget,
        TrainerDescriptor trainer,
        Optional<Strategy> strategy,
        Optional<BudgetPolicy> policy) {
    /** A request of a user who has chosen nothing. */
    public static PlanRequest of(SearchSpace space, StudyBudget budget, TrainerDescriptor trainer) {
        return new PlanRequest(space, budget, trainer, Optional.empty(), Optional.empty());
    }

    /** The same request with another choice. */
    public PlanRequest choosing(Optional<Strategy> chosenStrategy, Optional<BudgetPolicy> chosenPolicy) {
        return new PlanRequest(space, budget, trainer, chosenStrategy, chosenPolicy);
    }

    /**
     * The plan: what the user has chosen, completed by the automatic plan on the class path. Where there is none, a strategy
     * goes with {@link FullBudget}.
     *
     * @throws IllegalStateException if there is neither a strategy nor an automatic plan
     */
    public SearchPlan plan() {
        if (isComplete()) {
            return chosen();
        }
        return Catalogue.onClassPath().automaticPlan().map(this::plan).orElseGet(this::planWithoutAutomatic);
    }

    /** The plan: what the user has chosen, completed by an automatic plan. */
    public SearchPlan plan(AutoPlan automatic) {
        if (isComplete()) {
            return chosen();
        }
        SearchPlan plan = automatic.of(this);
        if (strategy.isEmpty() && policy.isEmpty()) {
            return plan;
        }
        return new SearchPlan(
                strategy.orElse(plan.strategy()),
                policy.orElse(plan.policy()),
                "strategy "
                        + strategy.map(s -> byUser(s.name()))
                                .orElseGet(() -> byPlan(plan.strategy().name())) + "; policy "
                        + policy.map(p -> byUser(p.name()))
                                .orElseGet(() -> byPlan(plan.policy().name())));
    }

    private boolean isComplete() {
        return strategy.isPresent() && policy.isPresent();
    }

    private SearchPlan chosen() {
        String reason = strategy.orElseThrow() instanceof SweepStrategy
                ? "as a range test has them"
                : "both chosen by the user";
        return new SearchPlan(strategy.orElseThrow(), policy.orElseThrow(), reason);
    }

    private SearchPlan planWithoutAutomatic() {
        Strategy chosen = strategy.orElseThrow(() -> new IllegalStateException("the search has no strategy"
                + "\nMaybe strategy(...) was not called, or gradus-search-strategies is not on the class path."));
        return new SearchPlan(chosen, new FullBudget(), "chosen by the user");
    }

    private static String byUser(String name) {
        return name + ", chosen by the user";
    }

    private static String byPlan(String name) {
        return name + ", chosen by the automatic plan";
    }
}
