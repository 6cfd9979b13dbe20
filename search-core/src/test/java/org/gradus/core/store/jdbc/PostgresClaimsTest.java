package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gradus.core.store.Claims;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.testkit.ClaimsContract;
import org.gradus.core.testkit.Studies;
import org.gradus.core.trial.CheckpointRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PostgresClaimsTest implements ClaimsContract {
    private static final StudyRecord STUDY = Studies.plain("s");

    private String address = "";
    private JdbcStudyStore store;

    @BeforeEach
    void openStore() throws Exception {
        address = TestPostgres.server().newAddress();
        store = StudyStores.open(address);
        store.create(STUDY);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Override
    public Claims join() {
        return store.join(STUDY.id(), Duration.ofMinutes(10));
    }

    @Override
    public void endLeases() throws Exception {
        TestPostgres.execute(address, "UPDATE claims SET lease_end = clock_timestamp() - interval '1 ms'");
    }

    private long count(String sql) throws Exception {
        return ((Number) StoreViews.rows(address, sql).get(0).get(0)).longValue();
    }

    /** The model waits for the lock of a table for as long as the test likes. */
    @Test
    @Timeout(60)
    void longWriteOfAModelDoesNotDelayTheHeartbeat() throws Exception {
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try (Claims claims = join();
                Connection other = DriverManager.getConnection(address);
                Statement statement = other.createStatement()) {
            claims.claim(ONE);
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE checkpoints");
            Future<CheckpointRef> put =
                    writer.submit(() -> store.checkpoints(STUDY.id()).put(new byte[] {1}));
            while (count("SELECT count(*) FROM pg_locks WHERE NOT granted") == 0) {
                Thread.onSpinWait();
            }
            endLeases();
            claims.renew();
            assertThat(count("SELECT count(*) FROM claims WHERE lease_end > clock_timestamp()"))
                    .isEqualTo(1);
            assertThat(put).isNotDone();
            other.rollback();
            assertThat(put.get()).isEqualTo(CheckpointRef.of(new byte[] {1}));
        } finally {
            writer.shutdownNow();
        }
    }

    /** A lease is two beats long, from the claim on, by the clock of the server. */
    @Test
    @Timeout(60)
    void workerWhoseHeartStopsIsTakenOverAfterTwoBeats() throws Exception {
        Duration lease = Duration.ofMillis(100);
        try (Claims dead = store.join(STUDY.id(), lease);
                Claims living = join()) {
            TestPostgres.execute(address, "CREATE TABLE moments AS SELECT clock_timestamp() AS before");
            dead.claim(ONE);
            assertThat(StoreViews.rows(
                            address,
                            "SELECT lease_end - before >= interval '100 ms',"
                                    + " lease_end <= clock_timestamp() + interval '100 ms' FROM claims, moments"))
                    .containsExactly(List.of(true, true));
            while (!living.claim(ONE)) {
                Thread.onSpinWait();
            }
            assertThat(StoreViews.rows(address, "SELECT clock_timestamp() - before >= interval '100 ms' FROM moments"))
                    .containsExactly(List.of(true));
            assertThat(dead.claim(ONE)).isFalse();
        }
    }
}
