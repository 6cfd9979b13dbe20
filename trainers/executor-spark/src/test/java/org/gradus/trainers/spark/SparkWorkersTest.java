package org.gradus.trainers.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkException;
import org.gradus.budgets.BudgetPolicies;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.StudyId;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.TrainingException;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.TrialId;
import org.gradus.strategies.Strategies;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SparkWorkersTest {
    private static final String STUDY = "shared";
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private static @Nullable EmbeddedPostgres server;

    @BeforeAll
    static void startServer() throws IOException {
        try {
            server = EmbeddedPostgres.builder().start();
        } catch (IllegalStateException e) {
            System.out.println("Workers on Spark are not tested: " + e.getMessage());
            assumeTrue(false, "PostgreSQL does not start here: " + e.getMessage());
        }
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    /** An empty store. */
    private static String newStore() {
        return Objects.requireNonNull(server).getJdbcUrl("postgres", "postgres") + "&currentSchema=test"
                + SCHEMAS.incrementAndGet();
    }

    private static Search search(Trainer trainer) {
        return Search.of(trainer)
                .named(STUDY)
                .learningRate(1e-4, 1)
                .strategy(Strategies.random())
                .policy(BudgetPolicies.asha())
                .trials(6)
                .epochs(9)
                .replicates(0)
                .round(2)
                .seed(5);
    }

    private static SparkWorkers workers(Trainer trainer, String store) {
        return SparkWorkers.of(LocalSpark.context(), "registered", RegisteredTrainers.register(trainer), store)
                .count(2);
    }

    private static StudyResult stored(String store) {
        try (StudyStore opened = StudyStores.open(store)) {
            return StudyResult.of(opened, new StudyId(STUDY));
        }
    }

    @Test
    @Timeout(300) // only so that a study that never ends is seen
    void endAStudyAsThreadsDo() throws Exception {
        String store = newStore();
        Trainer trainer = new ScriptedTrainer();
        search(trainer).store(store).begin();
        assertThat(stored(store).view().trials()).as("nothing was trained").isEmpty();
        workers(trainer, store).work(STUDY);
        StudyResult local = search(trainer).parallelism(2).run();
        StudyResult shared = stored(store);
        assertThat(shared.ranking()).hasToString(local.ranking().toString());
        assertThat(shared.epochsSpent()).isEqualTo(local.epochsSpent());
        workers(trainer, store).work(STUDY);
        assertThat(stored(store).epochsSpent()).as("the study has ended").isEqualTo(local.epochsSpent());
    }

    @Test
    @Timeout(300)
    void rateThatThrowsIsTrainedOnce() throws Exception {
        String store = newStore();
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            if (request.plan().id().number() == 2) {
                throw new TrainingException("no memory for this rate");
            }
            return loss;
        });
        search(trainer).store(store).begin();
        workers(trainer, store).work(STUDY);
        assertThat(stored(store)
                        .view()
                        .trial(new TrialId(2))
                        .outcome()
                        .orElseThrow()
                        .kind())
                .isEqualTo(OutcomeKind.FAILED);
        assertThat(trainer.opened()).filteredOn(new TrialId(2)::equals).hasSize(1);
    }

    @Test
    @Timeout(300)
    void cancelledWorkersGiveTheirTrialsBack() throws Exception {
        String store = newStore();
        CountDownLatch training = new CountDownLatch(2);
        CompletableFuture<SparkWorkers> working = new CompletableFuture<>();
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            training.countDown();
            while (!working.isDone() && !cancel.isCancelled()) {
                Thread.onSpinWait();
            }
            return loss;
        });
        search(trainer).store(store).begin();
        SparkWorkers first = workers(trainer, store);
        Thread canceller = new Thread(() -> {
            try {
                training.await();
                first.cancel();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        canceller.start();
        assertThatThrownBy(() -> first.work(STUDY)).isInstanceOf(SparkException.class);
        canceller.join();
        assertThat(stored(store).interrupted()).isTrue();
        SparkWorkers second = workers(trainer, store);
        working.complete(second);
        second.work(STUDY);
        assertThat(stored(store).ranking())
                .hasToString(search(new ScriptedTrainer())
                        .parallelism(2)
                        .run()
                        .ranking()
                        .toString());
    }

    @Test
    void whatCannotWorkIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SparkWorkers.of(LocalSpark.context(), "absent", TrainerOptions.none(), "jdbc:postgresql:x"))
                .withMessageContaining("there is no trainer 'absent'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> workers(new ScriptedTrainer(), "search.study"))
                .withMessageContaining("not in a file");
        SparkWorkers workers = workers(new ScriptedTrainer(), "jdbc:postgresql://127.0.0.1:1/none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> workers.count(0))
                .withMessageContaining("at least 1 worker, but was given 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> workers.resources(0, 1))
                .withMessageContaining("at least 1 processor");
    }
}
