package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Optional;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.ToyStrategies;
import org.junit.jupiter.api.Test;

class JoinedCatalogueTest {
    private static final AutoPlan PLAN =
            request -> new SearchPlan(ToyStrategies.rates(0.1), new FullBudget(), "a test");

    /** A catalogue of one strategy or one policy. */
    private static class Named implements Catalogue {
        private final String strategy;
        private final String policy;

        Named(String strategy, String policy) {
            this.strategy = strategy;
            this.policy = policy;
        }

        @Override
        public List<Entry<Strategy>> strategies() {
            return strategy.isEmpty()
                    ? List.of()
                    : List.of(new Entry<>(strategy, "A test.", () -> ToyStrategies.rates(0.1)));
        }

        @Override
        public List<Entry<BudgetPolicy>> policies() {
            return policy.isEmpty() ? List.of() : List.of(new Entry<>(policy, "A test.", FullBudget::new));
        }
    }

    /** Another class, with a plan. */
    private static final class Planning extends Named {
        Planning(String strategy, String policy) {
            super(strategy, policy);
        }

        @Override
        public Optional<AutoPlan> automaticPlan() {
            return Optional.of(PLAN);
        }
    }

    @Test
    void knowsWhatEachOfThemKnows() {
        Catalogue joined = JoinedCatalogue.of(List.of(new Named("ours", "full"), new Planning("theirs", "")));
        assertThat(joined.strategies()).extracting(Catalogue.Entry::name).containsExactly("ours", "theirs");
        assertThat(joined.policies()).extracting(Catalogue.Entry::name).containsExactly("full");
        assertThat(joined.automaticPlan()).contains(PLAN);
        assertThat(JoinedCatalogue.of(List.of()).automaticPlan()).isEmpty();
    }

    @Test
    void nameThatTwoOfThemHaveIsRefusedWithBoth() {
        assertRefused(new Named("same", ""), new Planning("same", ""), "a strategy 'same'");
        assertRefused(new Named("", "same"), new Planning("", "same"), "a policy 'same'");
    }

    @Test
    void twoAutomaticPlansAreRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> JoinedCatalogue.of(List.of(new Planning("a", ""), new Planning("b", ""))))
                .withMessageContaining("have an automatic plan");
    }

    private static void assertRefused(Catalogue one, Catalogue other, String what) {
        assertThatIllegalStateException()
                .isThrownBy(() -> JoinedCatalogue.of(List.of(one, other)))
                .withMessage("both " + Named.class.getName() + " and " + Planning.class.getName() + " have " + what
                        + "\nMaybe leave one of their jars off the class path.");
    }
}
