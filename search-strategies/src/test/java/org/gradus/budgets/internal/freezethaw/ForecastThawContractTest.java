package org.gradus.budgets.internal.freezethaw;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.space.Configuration;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.BudgetPolicyContract;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Decision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What freeze-thaw does over several parameters keeps to the contract over one as well, but for one rule. A policy that ranks never
 * stops a better trial because a worse one was added. A model learns from the worse one too, and may come to another opinion of
 * those in the middle; what it does keep is the best.
 */
class ForecastThawContractTest implements BudgetPolicyContract {
    @Override
    @ParameterizedTest
    @MethodSource("org.gradus.core.testkit.BudgetPolicyContract#scenarios")
    public void addingAWorseTrialStopsNoBetterOne(BudgetPolicyContract.Scenario scenario, int atOnce) {
        List<Double> more = new ArrayList<>(scenario.qualities());
        more.add(0.001);
        theBestIsTrainedToTheEnd(
                new BudgetPolicyContract.Scenario(more, scenario.epochs(), scenario.counted()), atOnce);
    }

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
