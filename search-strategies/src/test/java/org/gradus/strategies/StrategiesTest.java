package org.gradus.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.gradus.budgets.BudgetPolicies;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.engine.Catalogue;
import org.gradus.core.strategy.Strategy;
import org.junit.jupiter.api.Test;

class StrategiesTest {
    @Test
    void everyStrategyIsFoundByItsName() {
        assertThat(Catalogue.onClassPath().strategies())
                .allMatch(entry -> entry.create().name().equals(entry.name()))
                .extracting(Catalogue.Entry::name)
                .containsExactlyInAnyOrder(
                        "grid", "random", "quasi-random", "bayesian", "range-test", "tpe", "cma-es", "zoom");
    }

    @Test
    void everyPolicyIsFoundByItsName() {
        assertThat(Catalogue.onClassPath().policies())
                .allMatch(entry -> entry.create().name().equals(entry.name()))
                .extracting(Catalogue.Entry::name)
                .containsExactlyInAnyOrder("full", "keep-best", "asha", "hyperband", "median", "freeze-thaw");
    }

    @Test
    void theFactoriesMakeWhatTheyAreNamedAfter() {
        assertThat(Stream.of(
                                Strategies.grid(),
                                Strategies.grid(5),
                                Strategies.random(),
                                Strategies.quasiRandom(),
                                Strategies.bayesian(),
                                Strategies.rangeTest(),
                                Strategies.bayesianAfterSweeps(),
                                Strategies.tpe(),
                                Strategies.cmaEs(),
                                Strategies.zoom())
                        .map(Strategy::name))
                .containsExactly(
                        "grid",
                        "grid",
                        "random",
                        "quasi-random",
                        "bayesian",
                        "range-test",
                        "bayesian-after-sweeps",
                        "tpe",
                        "cma-es",
                        "zoom");
        assertThat(Stream.of(
                                BudgetPolicies.full(),
                                BudgetPolicies.keepBest(),
                                BudgetPolicies.keepBest(0.1, 0.5),
                                BudgetPolicies.freezeThaw())
                        .map(BudgetPolicy::name))
                .containsExactly("full", "keep-best", "keep-best", "freeze-thaw");
        assertThat(Stream.of(BudgetPolicies.asha(), BudgetPolicies.asha(0.2, 2)).map(BudgetPolicy::name))
                .containsOnly("asha");
        assertThat(Stream.of(BudgetPolicies.hyperband(), BudgetPolicies.hyperband(0.2, 2))
                        .map(BudgetPolicy::name))
                .containsOnly("hyperband");
        assertThat(Stream.of(BudgetPolicies.median(), BudgetPolicies.median(0.2, 5))
                        .map(BudgetPolicy::name))
                .containsOnly("median");
    }
}
