package org.gradus.budgets.internal.keepbest;

import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.BudgetPolicyProvider;

/** Makes {@link KeepBest} known by name. */
public final class KeepBestProvider implements BudgetPolicyProvider {
    @Override
    public String name() {
        return KeepBest.NAME;
    }

    @Override
    public String description() {
        return "Trains all trials for a fifth of the epochs, then the best third to the end.";
    }

    @Override
    public BudgetPolicy create() {
        return new KeepBest();
    }
}
