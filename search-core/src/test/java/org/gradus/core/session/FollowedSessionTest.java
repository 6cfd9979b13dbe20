package org.gradus.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.Allocation;
import org.gradus.core.testkit.InterleavedWorkers;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Objective;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A session that follows what others write is the one that is folded from the whole log. */
class FollowedSessionTest {
    private static final int EPOCHS = 4;

    private static StudyRecord study(int trials, int round) {
        return new StudyRecord(
                new StudyId("s"),
                SearchSpace.learningRate(1e-5, 10),
                Objective.maximize("validationAccuracy"),
                StudyBudget.of(trials, EPOCHS),
                StudyRecord.Settings.builder()
                        .plan("toy", "toy", "a test")
                        .seed(7)
                        .finalists(1)
                        .recordEvery(1)
                        .round(round)
                        .build(),
                new Provenance("toy", "toy 1", Map.of()));
    }

    /** Rates above 1 diverge after the second epoch. */
    private static double[] figures(Configuration configuration) {
        double rate = configuration.learningRate().value();
        double[] figures = new double[EPOCHS];
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            figures[epoch - 1] = rate > 1 && epoch > 2 ? Double.NaN : ToyTraining.accuracy(rate, epoch);
        }
        return figures;
    }

    @ParameterizedTest
    @MethodSource("org.gradus.core.testkit.TestSeeds#fifty")
    void workersThatFollowEachOtherAreLikeRebuiltOnes(int seed) {
        List<BudgetPolicy> policies = List.of(new FullBudget(), ToyPolicies.epochByEpoch(), ToyPolicies.bestHalf());
        BudgetPolicy policy = policies.get(seed % policies.size());
        StudyRecord study = study(12, seed % 2 == 0 ? 0 : 2);
        InterleavedWorkers workers = new InterleavedWorkers(
                2 + seed % 2,
                events -> SearchSession.resume(study, ToyStrategies.leaning(), policy, c -> 10, events),
                FollowedSessionTest::figures,
                seed);
        assertThat(workers.run()).hasSizeGreaterThan(24);
        assertThat(workers.refused()).isPositive();
    }

    /** Undoing a proposal and following the one of another costs the same however long the study is. */
    @Test
    void followingDoesNotDependOnTheLengthOfTheStudy() {
        Allocation.assertDoesNotGrow(
                trials -> {
                    SearchSession session = longStudy(trials);
                    return () -> changeAndUndo(session);
                },
                2000);
    }

    private static SearchSession longStudy(int trials) {
        SearchSession session = session(trials);
        for (int trial = 0; trial < trials; trial++) {
            session.tell(ToyTraining.train((Ask.Train) session.ask()));
            session.drainEvents();
        }
        session.mark();
        return session;
    }

    private static SearchSession session(int trials) {
        return SearchSession.start(
                study(2 * trials, 0),
                ToyStrategies.of((study, random) ->
                        Proposal.suggest(study.space().fromUnit(new double[] {random.nextDouble() * 0.8}), "drawn")),
                new FullBudget(),
                configuration -> 10);
    }

    private static void changeAndUndo(SearchSession session) {
        for (int time = 0; time < 200; time++) {
            session.ask();
            List<TrialEvent> events = session.drainEvents();
            session.undo();
            assertThat(events).hasSize(1);
        }
    }
}
