package org.gradus.budgets.internal.keepbest;

import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.testkit.BudgetPolicyContract;

class KeepBestContractTest implements BudgetPolicyContract {
    @Override
    public BudgetPolicy newPolicy() {
        return new KeepBest();
    }
}
