package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.gradus.core.store.jdbc.JdbcStudyStore;
import org.gradus.core.store.jdbc.StoreViews;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.testkit.ScriptedTrainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes share a study in PostgreSQL while the server is away, or one of them stands still for longer than its lease. All
 * come to the ranking of one process alone.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no SIGSTOP")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SurvivingWorkersIT {
    private static final int WORKERS = 3;
    private static final int OUTAGES = 2;
    private static final long OUTAGE_MILLIS = 5_000;

    @TempDir
    private Path folder;

    private StoppableServer server;
    private final List<SharingProcess> workers = new ArrayList<>();
    private final Set<List<String>> rankings = new HashSet<>();

    @BeforeEach
    void start() throws Exception {
        server = new StoppableServer(folder);
        StudyStores.open(server.address()).close(); // Makes the tables.
        for (int worker = 0; worker < WORKERS; worker++) {
            workers.add(new SharingProcess(server.address(), WORKERS));
        }
    }

    @AfterEach
    void end() throws Exception {
        workers.forEach(SharingProcess::close);
        if (server != null) {
            server.close();
        }
    }

    /** What is trained while the server is away is reported when it is back, and counts once. */
    @Test
    void workersWaitForAServerThatWasStopped() throws Exception {
        SplittableRandom random = new SplittableRandom(147);
        awaitClaims(); // A worker that only starts does not wait for the server.
        long events = 0;
        for (int outage = 0; outage < OUTAGES; outage++) {
            for (SharingProcess worker : workers) {
                worker.allow(4);
            }
            events = awaitEvents(events + 3 + random.nextInt(5));
            server.stopImmediately();
            Thread.sleep(OUTAGE_MILLIS);
            server.start();
        }
        finish(workers);
        assertNothingLostOrTwice();
    }

    /** Its trial is trained by another worker meanwhile; what it reports when it goes on is discarded. */
    @Test
    void workerThatStandsStillLosesItsTrial() throws Exception {
        awaitClaims();
        SharingProcess stopped = workers.get(0);
        stopped.signal("STOP");
        List<SharingProcess> others = workers.subList(1, WORKERS);
        finish(others);
        stopped.signal("CONT");
        finish(List.of(stopped));
        assertNothingLostOrTwice();
    }

    private void finish(List<SharingProcess> processes) throws Exception {
        for (SharingProcess process : processes) {
            process.allowAll();
        }
        for (SharingProcess process : processes) {
            rankings.add(process.awaitRanking());
            assertThat(process.awaitEnd()).isZero();
        }
    }

    private long awaitEvents(long wanted) throws InterruptedException {
        try (JdbcStudyStore store = StudyStores.open(server.address())) {
            return SharedLog.await(store, wanted);
        }
    }

    /** Waits until each worker trains, and stands in a trial that needs leave. */
    private void awaitClaims() throws SQLException, InterruptedException {
        String claims = "SELECT count(DISTINCT worker) FROM claims WHERE lease_end > clock_timestamp()";
        while (!StoreViews.rows(server.address(), claims).equals(List.of(List.of((long) WORKERS)))) {
            Thread.sleep(10);
        }
    }

    private void assertNothingLostOrTwice() throws Exception {
        StudyResult alone =
                SharingProcess.search(new ScriptedTrainer(), WORKERS).run();
        assertThat(rankings).containsExactly(SharingProcess.ranking(alone));
        try (JdbcStudyStore store = StudyStores.open(server.address())) {
            SharedLog.assertComplete(store.events(SharingProcess.STUDY, 0));
        }
        assertThat(StoreViews.rows(server.address(), "SELECT max(version) - count(*) FROM events"))
                .containsExactly(List.of(0L));
    }
}
