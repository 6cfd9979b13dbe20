package org.gradus.budgets.internal.freezethaw;

import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.BudgetPolicyProvider;

/** Makes {@link FreezeThaw} known by name. */
public final class FreezeThawProvider implements BudgetPolicyProvider {
    @Override
    public String name() {
        return FreezeThaw.NAME;
    }

    @Override
    public String description() {
        return "Probes rates for a few epochs and takes the promising ones up again.";
    }

    @Override
    public BudgetPolicy create() {
        return new FreezeThaw();
    }
}
