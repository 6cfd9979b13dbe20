package org.gradus.budgets.internal.freezethaw;

import java.util.List;
import java.util.Set;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.space.Configuration;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.BudgetPolicyContract;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Decision;

/** What freeze-thaw does over several parameters keeps to the contract over one as well. */
class ForecastThawContractTest implements BudgetPolicyContract {
    @Override
    public BudgetPolicy newPolicy() {
        return new BudgetPolicy() {
            @Override
            public String name() {
                return FreezeThaw.NAME;
            }

            @Override
            public Set<Capability> needs() {
                return new FreezeThaw().needs();
            }

            @Override
            public int firstMilestone(StudyView study, Configuration configuration) {
                return new ForecastThaw(study).firstMilestone();
            }

            @Override
            public List<Decision> decide(StudyView study) {
                return new ForecastThaw(study).decide();
            }
        };
    }
}
