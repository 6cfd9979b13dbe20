package org.gradus.budgets.internal.hyperband;

import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.BudgetPolicyProvider;

/** Makes {@link Hyperband} known by name. */
public final class HyperbandProvider implements BudgetPolicyProvider {
    @Override
    public String name() {
        return Hyperband.NAME;
    }

    @Override
    public String description() {
        return "Compares trials in brackets, the first of many short trainings, the last of a few full ones.";
    }

    @Override
    public BudgetPolicy create() {
        return new Hyperband();
    }
}
