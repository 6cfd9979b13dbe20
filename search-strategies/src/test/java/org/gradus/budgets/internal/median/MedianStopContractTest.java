package org.gradus.budgets.internal.median;

import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.testkit.BudgetPolicyContract;

class MedianStopContractTest implements BudgetPolicyContract {
    @Override
    public BudgetPolicy newPolicy() {
        return new MedianStop();
    }
}
