package org.gradus.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.budgets.BudgetPolicies;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Scale;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.ScriptedTrainer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A strategy that waits for its generation, under a policy that puts trials aside until there are more, might wait for ever, and the
 * search would end with epochs left.
 */
class SpentBudgetTest {
    private static final int EPOCHS = 20;
    private static final long TOTAL = 15L * EPOCHS;

    static Stream<Arguments> pairs() {
        return Stream.of(Strategies.cmaEs(), Strategies.tpe())
                .flatMap(strategy -> Stream.of(
                                BudgetPolicies.keepBest(),
                                BudgetPolicies.freezeThaw(),
                                BudgetPolicies.hyperband(),
                                BudgetPolicies.asha(),
                                BudgetPolicies.median())
                        .map(policy -> Arguments.of(strategy, policy)));
    }

    private static StudyResult search(Strategy strategy, BudgetPolicy policy, int parallelism) {
        return Search.of(new ScriptedTrainer())
                .learningRate(1e-3, 10)
                .real("momentum", 0, 0.9, Scale.LINEAR)
                .strategy(strategy)
                .policy(policy)
                .totalEpochs(TOTAL)
                .epochs(EPOCHS)
                .parallelism(parallelism)
                .replicates(0)
                .seed(3)
                .run();
    }

    /** Half of the range of rates diverges, in one epoch or two. */
    @ParameterizedTest(name = "{0} under {1}")
    @MethodSource("pairs")
    void aSearchSpendsAllItsEpochs(Strategy strategy, BudgetPolicy policy) {
        for (int parallelism : List.of(1, 3)) {
            StudyResult result = search(strategy, policy, parallelism);
            assertThat(result.epochsSpent()).as("%d at once", parallelism).isGreaterThan(TOTAL - EPOCHS);
            assertThat(result.view().searched())
                    .anySatisfy(t -> assertThat(t.epochsTrained()).isEqualTo(EPOCHS));
        }
    }
}
