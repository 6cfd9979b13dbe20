package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.store.InMemoryStudyStore;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.JdbcStudyStore;
import org.gradus.core.store.jdbc.StoreViews;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.store.jdbc.TestPostgres;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches whose studies are in PostgreSQL: several workers, and a server that goes away. */
@Timeout(120)
class PostgresSearchTest {
    private static final StudyId STUDY = new StudyId("study");
    private static final int TRIALS = 24;

    private String address = "";

    @BeforeEach
    void newAddress() throws Exception {
        address = TestPostgres.server().newAddress();
    }

    private static Search search(ScriptedTrainer trainer, StudyStore store, BudgetPolicy policy) {
        return Search.of(trainer)
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.leaning())
                .policy(policy)
                .trials(TRIALS)
                .epochs(3)
                .finalists(2)
                .replicates(2)
                .seed(3)
                .store(store);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eightWorkersShareAStudy(boolean holding) throws Exception {
        BudgetPolicy policy = holding ? ToyPolicies.epochByEpoch() : new FullBudget();
        List<JdbcStudyStore> stores = new ArrayList<>();
        List<ScriptedTrainer> trainers = new ArrayList<>();
        List<RunningSearch> running = new ArrayList<>();
        for (int worker = 0; worker < 8; worker++) {
            JdbcStudyStore store = StudyStores.open(address);
            stores.add(store);
            ScriptedTrainer trainer = new ScriptedTrainer();
            trainers.add(trainer);
            running.add(search(trainer, store, policy)
                    .models(store.checkpoints(STUDY))
                    .start());
        }
        List<StudyResult> results = running.stream().map(RunningSearch::await).toList();
        StudyResult first = results.get(0);
        assertThat(first.view().searched()).hasSize(TRIALS);
        assertThat(first.view().trials()).allMatch(Trial::ended);
        assertThat(first.view().trials(TrialPurpose.REPLICATE)).hasSize(4);
        assertThat(first.testReads()).isEqualTo(4);
        assertThat(results).allSatisfy(r -> {
            assertThat(r.view()).isEqualTo(first.view());
            assertThat(r.ranking().entries()).isEqualTo(first.ranking().entries());
        });
        List<TrialEvent> log = stores.get(0).events(STUDY, 0);
        assertThat(log.stream()
                        .filter(e -> e.kind() == TrialEvent.Kind.TRIAL_ENDED)
                        .map(e -> e.about()))
                .hasSize(TRIALS + 4)
                .doesNotHaveDuplicates();
        if (!holding) {
            assertThat(trainers.stream().flatMap(t -> t.opened().stream())).doesNotHaveDuplicates();
        }
        assertThat(StoreViews.rows(address, "SELECT * FROM claims")).isEmpty();
        stores.forEach(JdbcStudyStore::close);
    }

    /** As many trials begin together as the launcher begins by default, and there are more workers than that. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void workersThatShareRoundsEndAsOneWould(boolean holding) {
        BudgetPolicy policy = holding ? ToyPolicies.epochByEpoch() : new FullBudget();
        StudyResult alone = search(new ScriptedTrainer(), new InMemoryStudyStore(), policy)
                .round(2)
                .run();
        List<JdbcStudyStore> stores = new ArrayList<>();
        List<RunningSearch> running = new ArrayList<>();
        for (int worker = 0; worker < 3; worker++) {
            JdbcStudyStore store = StudyStores.open(address);
            stores.add(store);
            running.add(search(new ScriptedTrainer(), store, policy)
                    .models(store.checkpoints(STUDY))
                    .round(2)
                    .start());
        }
        for (RunningSearch worker : running) {
            assertThat(Views.timeless(worker.await().view())).isEqualTo(Views.timeless(alone.view()));
        }
        stores.forEach(JdbcStudyStore::close);
    }

    /** What disturbs comes from the training thread, in the middle of appends and readings of the engine. */
    private void assertSameAsUndisturbed(String reached, Runnable disturb) {
        UnaryOperator<Search> rounds = s -> s.round(2).parallelism(2).heartbeat(Duration.ofMillis(50));
        StudyResult steady = rounds.apply(
                        search(new ScriptedTrainer(), new InMemoryStudyStore(), ToyPolicies.epochByEpoch()))
                .run();
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            if (request.plan().id().number() % 5 == 0 && step % 10 == 7) {
                disturb.run();
            }
            return loss;
        });
        try (JdbcStudyStore store = StudyStores.open(reached)) {
            StudyResult result = rounds.apply(
                            search(trainer, store, ToyPolicies.epochByEpoch()).models(store.checkpoints(STUDY)))
                    .run();
            assertThat(Views.timeless(result.view())).isEqualTo(Views.timeless(steady.view()));
        }
    }

    @Test
    void serverThatEndsItsConnectionsLosesNothing() {
        assertSameAsUndisturbed(address, () -> {
            try {
                TestPostgres.execute(
                        address,
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gradus'");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Seconds of real time would show no more: what counts is that attempts fail, each a connection that is refused. */
    @Test
    void networkThatIsAwayForAWhileLosesNothing() throws Exception {
        int port = TestPostgres.server().port();
        try (CuttableProxy proxy = new CuttableProxy(port)) {
            assertSameAsUndisturbed(address.replace(":" + port, ":" + proxy.port()), () -> proxy.cut(3));
            assertThat(proxy.refused()).isGreaterThan(3);
        }
    }

    /** Ten beats, by the ends of its lease that the server has. */
    @Test
    void trainingThatBlocksForTenBeatsKeepsItsClaim() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch beaten = new CountDownLatch(1);
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            begun.countDown();
            beaten.await();
            return loss;
        });
        try (JdbcStudyStore store = StudyStores.open(address)) {
            RunningSearch running = search(trainer, store, new FullBudget())
                    .heartbeat(Duration.ofMillis(50))
                    .start();
            begun.await();
            Set<Object> ends = new HashSet<>();
            Set<Object> workers = new HashSet<>();
            while (ends.size() <= 10) {
                List<Object> claim = StoreViews.rows(address, "SELECT lease_end, worker FROM claims WHERE trial = 1")
                        .get(0);
                ends.add(claim.get(0));
                workers.add(claim.get(1));
            }
            beaten.countDown();
            assertThat(workers).hasSize(1);
            assertThat(running.await().view().trial(new TrialId(1)).ended()).isTrue();
            assertThat(trainer.opened()).doesNotHaveDuplicates();
        }
    }
}
