package org.gradus.budgets.internal.median;

import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.BudgetPolicyProvider;

/** Makes {@link MedianStop} known by name. */
public final class MedianStopProvider implements BudgetPolicyProvider {
    @Override
    public String name() {
        return MedianStop.NAME;
    }

    @Override
    public String description() {
        return "Stops a trial whose best score is behind the median of the others at the same epoch.";
    }

    @Override
    public BudgetPolicy create() {
        return new MedianStop();
    }
}
