package org.gradus.budgets.internal.freezethaw;

import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.testkit.BudgetPolicyContract;

class FreezeThawContractTest implements BudgetPolicyContract {
    @Override
    public BudgetPolicy newPolicy() {
        return new FreezeThaw();
    }
}
