package org.gradus.budgets.internal.hyperband;

import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.testkit.BudgetPolicyContract;

class HyperbandContractTest implements BudgetPolicyContract {
    @Override
    public BudgetPolicy newPolicy() {
        return new Hyperband();
    }
}
