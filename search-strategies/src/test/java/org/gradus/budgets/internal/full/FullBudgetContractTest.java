package org.gradus.budgets.internal.full;

import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.testkit.BudgetPolicyContract;

class FullBudgetContractTest implements BudgetPolicyContract {
    @Override
    public BudgetPolicy newPolicy() {
        return new FullBudgetProvider().create();
    }
}
