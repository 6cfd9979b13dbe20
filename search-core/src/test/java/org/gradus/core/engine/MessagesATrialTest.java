package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.store.jdbc.JdbcStudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.store.jdbc.TestPostgres;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What workers and server say to each other for a trial, counted on the wire. */
@Timeout(300)
class MessagesATrialTest {
    private static final int WORKERS = 8;
    private static final int TRIALS = 400;

    /** Proposed, trained, ended. */
    private static final int EVENTS_A_TRIAL = 3;

    private final CountDownLatch begun = new CountDownLatch(WORKERS);
    private final AtomicLong answersBefore = new AtomicLong();
    private final AtomicLong rowsBefore = new AtomicLong();
    private final AtomicLong answersAfter = new AtomicLong();
    private final AtomicLong rowsAfter = new AtomicLong();

    /**
     * Trains nothing, so that all workers want to write all the time. What is said before each worker has a trial and after the
     * last trial has begun is not counted.
     */
    private ScriptedTrainer trainer(MessageCounter counter) {
        return new ScriptedTrainer((request, step, loss, cancel) -> {
            int number = request.plan().id().number();
            if (step == 1 && number <= WORKERS) {
                begun.countDown();
                begun.await();
                answersBefore.compareAndSet(0, counter.answers());
                rowsBefore.compareAndSet(0, counter.rows());
            }
            if (step == 1 && number == TRIALS) {
                answersAfter.set(counter.answers());
                rowsAfter.set(counter.rows());
            }
            return loss;
        });
    }

    private static Strategy drawn() {
        return ToyStrategies.of((study, random) ->
                Proposal.suggest(study.space().fromUnit(new double[] {random.nextDouble()}), "drawn"));
    }

    @Test
    void eightWorkersNeedThreeMessagesATrialAndReadEachEventOnce() throws IOException {
        try (MessageCounter counter = new MessageCounter(TestPostgres.server().port())) {
            String address = counter.through(TestPostgres.server().newAddress());
            List<JdbcStudyStore> stores = new ArrayList<>();
            List<RunningSearch> running = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                JdbcStudyStore store = StudyStores.open(address);
                stores.add(store);
                running.add(Search.of(trainer(counter))
                        .learningRate(1e-4, 0.5)
                        .strategy(drawn())
                        .policy(new FullBudget())
                        .trials(TRIALS)
                        .epochs(3)
                        .replicates(0)
                        .seed(3)
                        .store(store)
                        .start());
            }
            for (RunningSearch worker : running) {
                assertThat(worker.await().view().searched()).hasSize(TRIALS).allMatch(Trial::ended);
            }
            stores.forEach(JdbcStudyStore::close);
        }
        double trials = TRIALS - WORKERS;
        double messages = (answersAfter.get() - answersBefore.get()) / trials;
        double rows = (rowsAfter.get() - rowsBefore.get()) / trials;
        assertThat(messages).as("messages a trial").isLessThanOrEqualTo(3);
        assertThat(rows)
                .as("rows a trial: its events, for each of the other workers, and four in each message")
                .isLessThan((WORKERS - 1) * EVENTS_A_TRIAL + 4 * messages);
    }
}
