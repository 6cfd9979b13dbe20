package org.gradus.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.gradus.budgets.BudgetPolicies;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.BudgetPolicyProvider;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.strategy.StrategyProvider;
import org.junit.jupiter.api.Test;

class StrategiesTest {
    @Test
    void everyStrategyIsFoundByItsName() {
        List<StrategyProvider> providers = ServiceLoader.load(StrategyProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        assertThat(providers)
                .extracting(StrategyProvider::name)
                .containsExactlyInAnyOrder(
                        "grid", "random", "quasi-random", "bayesian", "range-test", "tpe", "cma-es", "zoom");
        assertThat(providers).allMatch(p -> p.create().name().equals(p.name()));
        assertThat(providers).extracting(StrategyProvider::description).allMatch(d -> d.endsWith("."));
    }

    @Test
    void everyPolicyIsFoundByItsName() {
        List<BudgetPolicyProvider> providers = ServiceLoader.load(BudgetPolicyProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        assertThat(providers)
                .extracting(BudgetPolicyProvider::name)
                .containsExactlyInAnyOrder("full", "keep-best", "asha", "hyperband", "median", "freeze-thaw");
        assertThat(providers).allMatch(p -> p.create().name().equals(p.name()));
        assertThat(providers).extracting(BudgetPolicyProvider::description).allMatch(d -> d.endsWith("."));
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
