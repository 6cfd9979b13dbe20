package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.gradus.core.store.jdbc.JdbcStudyStore;
import org.gradus.core.store.jdbc.StoreViews;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.store.jdbc.TestPostgres;
import org.gradus.core.study.StudyId;
import org.gradus.core.testkit.ScriptedTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three processes share a study in PostgreSQL while one of them is killed repeatedly. */
class KilledWorkersIT {
    private static final int WORKERS = 3;
    private static final int KILLS = 10;
    private static final StudyId STUDY = SharingProcess.STUDY;

    /** With rounds they come to what one process alone would have come to. */
    @Test
    @Timeout(300)
    void killedWorkersThatShareRoundsEndAsOneWould() throws Exception {
        StudyResult alone =
                SharingProcess.search(new ScriptedTrainer(), WORKERS).run();
        assertThat(rankingsOfKilled(WORKERS)).containsExactly(SharingProcess.ranking(alone));
    }

    @Test
    @Timeout(300)
    void killedWorkersLoseNothingAndCountNothingTwice() throws Exception {
        assertThat(rankingsOfKilled(0)).hasSize(1);
    }

    /** The rankings that the workers come to, one killed after another and started again. */
    private static Set<List<String>> rankingsOfKilled(int round) throws Exception {
        String address = TestPostgres.server().newAddress();
        SplittableRandom random = new SplittableRandom(20);
        List<SharingProcess> workers = new ArrayList<>();
        Set<List<String>> rankings = new HashSet<>();
        try (JdbcStudyStore store = StudyStores.open(address)) {
            for (int worker = 0; worker < WORKERS; worker++) {
                workers.add(new SharingProcess(address, round));
            }
            long before = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                for (SharingProcess worker : workers) {
                    worker.allow(1 + random.nextInt(2));
                }
                before = SharedLog.await(store, before + 1 + random.nextInt(4));
                int victim = random.nextInt(WORKERS);
                workers.get(victim).kill();
                workers.set(victim, new SharingProcess(address, round));
            }
            assertThat(SharedLog.ended(store.events(STUDY, 0)).size())
                    .as("killed before the end")
                    .isLessThan(SharingProcess.TRIALS);
            for (SharingProcess worker : workers) {
                worker.allowAll();
            }
            for (SharingProcess worker : workers) {
                rankings.add(worker.awaitRanking());
                assertThat(worker.awaitEnd()).isZero();
            }
            SharedLog.assertComplete(store.events(STUDY, 0));
        } finally {
            workers.forEach(SharingProcess::close);
        }
        assertThat(rankings).allSatisfy(r -> assertThat(r).contains("ranked of " + (SharingProcess.TRIALS + 4)));
        assertThat(StoreViews.rows(address, "SELECT count(*) FROM claims WHERE lease_end > clock_timestamp()"))
                .containsExactly(List.of(0L));
        assertThat(StoreViews.rows(address, "SELECT max(version) - count(*) FROM events"))
                .containsExactly(List.of(0L));
        return rankings;
    }
}
