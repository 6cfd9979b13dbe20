package org.gradus.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.engine.Catalogue;
import org.gradus.core.session.SearchSession;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.testkit.InterleavedWorkers;
import org.gradus.core.trial.Objective;
import org.gradus.strategies.internal.auto.LibraryCatalogue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Workers that follow each other's events, under every strategy and every policy of this library. */
class FollowedStudyTest {
    private static final int TRIALS = 12;
    private static final int EPOCHS = 9;

    static Stream<Arguments> plans() {
        List<Arguments> plans = new ArrayList<>();
        Catalogue catalogue = new LibraryCatalogue();
        for (Catalogue.Entry<Strategy> strategy : catalogue.strategies()) {
            for (Catalogue.Entry<BudgetPolicy> policy : catalogue.policies()) {
                plans.add(Arguments.of(strategy.name(), policy.name(), strategy, policy));
            }
        }
        return plans.stream();
    }

    private static StudyRecord study(String strategy, String policy, int seed) {
        return new StudyRecord(
                new StudyId("shared"),
                SearchSpace.learningRate(1e-5, 10),
                Objective.maximize("validationAccuracy"),
                StudyBudget.of(TRIALS, EPOCHS),
                StudyRecord.Settings.builder()
                        .plan(strategy, policy, "a test")
                        .seed(seed)
                        .finalists(1)
                        .recordEvery(1)
                        .build(),
                new Provenance("script", "script 1", Map.of()));
    }

    /** The best rate is 0.01; those above 1 diverge. */
    private static double[] figures(Configuration configuration) {
        double rate = configuration.learningRate().value();
        double decades = Math.log10(rate) + 2;
        double[] figures = new double[EPOCHS];
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            figures[epoch - 1] =
                    rate > 1 ? Double.NaN : 0.1 + 0.8 * Math.exp(-decades * decades) * (1 - Math.pow(2, -epoch));
        }
        return figures;
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("plans")
    void workersThatFollowEachOtherAreLikeRebuiltOnes(
            String strategyName,
            String policyName,
            Catalogue.Entry<Strategy> strategy,
            Catalogue.Entry<BudgetPolicy> policy) {
        for (int seed = 1; seed <= 2; seed++) {
            StudyRecord study = study(strategyName, policyName, seed);
            InterleavedWorkers workers = new InterleavedWorkers(
                    1 + seed,
                    events -> SearchSession.resume(study, strategy.create(), policy.create(), c -> 10, events),
                    FollowedStudyTest::figures,
                    seed);
            assertThat(workers.run()).isNotEmpty();
            assertThat(workers.refused()).isPositive();
        }
    }
}
