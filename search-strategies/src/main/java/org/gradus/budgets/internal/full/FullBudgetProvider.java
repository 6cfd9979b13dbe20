package org.gradus.budgets.internal.full;

import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.BudgetPolicyProvider;
import org.gradus.core.budget.FullBudget;

/** Makes {@link FullBudget} known by name. */
public final class FullBudgetProvider implements BudgetPolicyProvider {
    @Override
    public String name() {
        return "full";
    }

    @Override
    public String description() {
        return "Trains every trial to the last epoch.";
    }

    @Override
    public BudgetPolicy create() {
        return new FullBudget();
    }
}
