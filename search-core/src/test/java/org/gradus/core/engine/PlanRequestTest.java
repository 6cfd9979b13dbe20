package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.rangetest.RangeTestPlan;
import org.gradus.core.rangetest.SweepStrategy;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.training.TrainerDescriptor;
import org.junit.jupiter.api.Test;

/** Without a catalogue on the class path: core has none. */
class PlanRequestTest {
    private static final Strategy CHOSEN = ToyStrategies.rates(0.1);
    private static final BudgetPolicy HALF = ToyPolicies.bestHalf();
    private static final AutoPlan PLAN = request -> new SearchPlan(ToyStrategies.rates(0.2), HALF, "few trials");

    private static PlanRequest request(Optional<Strategy> strategy, Optional<BudgetPolicy> policy) {
        TrainerDescriptor trainer = new TrainerDescriptor("test", "test 1", Set.of(), Set.of(), Map.of());
        return PlanRequest.of(SearchSpace.learningRate(1e-5, 1), StudyBudget.of(16, 5), trainer)
                .choosing(strategy, policy);
    }

    @Test
    void automaticPlanChoosesBothForAUserWhoChoosesNone() {
        assertThat(request(Optional.empty(), Optional.empty()).plan(PLAN).reason())
                .isEqualTo("few trials");
    }

    @Test
    void whatIsChosenIsKept() {
        SearchPlan plan = request(Optional.of(CHOSEN), Optional.empty()).plan(PLAN);
        assertThat(plan.strategy()).isSameAs(CHOSEN);
        assertThat(plan.policy()).isSameAs(HALF);
        assertThat(plan.reason())
                .isEqualTo("strategy toy, chosen by the user; policy scripted, chosen by the automatic plan");
        BudgetPolicy full = new FullBudget();
        SearchPlan both = request(Optional.of(CHOSEN), Optional.of(full)).plan(PLAN);
        assertThat(both.policy()).isSameAs(full);
        assertThat(both.reason()).isEqualTo("both chosen by the user");
        Strategy sweeps = new SweepStrategy(RangeTestPlan.of(1e-3, 1));
        assertThat(request(Optional.of(sweeps), Optional.of(full)).plan(PLAN).reason())
                .isEqualTo("as a range test has them");
    }

    @Test
    void strategyGoesWithTheFullBudgetWhereNothingPlans() {
        SearchPlan plan = request(Optional.of(CHOSEN), Optional.empty()).plan();
        assertThat(plan.policy()).isInstanceOf(FullBudget.class);
        assertThatIllegalStateException()
                .isThrownBy(request(Optional.empty(), Optional.of(HALF))::plan)
                .withMessageContaining("the search has no strategy");
    }
}
