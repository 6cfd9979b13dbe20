package org.gradus.core.budget;

import org.gradus.core.testkit.BudgetPolicyContract;

class FullBudgetContractTest implements BudgetPolicyContract {
    @Override
    public BudgetPolicy newPolicy() {
        return new FullBudget();
    }
}
