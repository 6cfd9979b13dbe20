package org.gradus.budgets.internal.asha;

import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.BudgetPolicyProvider;

/** Makes {@link Asha} known by name. */
public final class AshaProvider implements BudgetPolicyProvider {
    @Override
    public String name() {
        return Asha.NAME;
    }

    @Override
    public String description() {
        return "Holds trials after a tenth of the epochs and promotes whoever is in the best third of those that came as far.";
    }

    @Override
    public BudgetPolicy create() {
        return new Asha();
    }
}
