package org.gradus.budgets.internal.asha;

import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.testkit.BudgetPolicyContract;

class AshaContractTest implements BudgetPolicyContract {
    @Override
    public BudgetPolicy newPolicy() {
        return new Asha();
    }
}
