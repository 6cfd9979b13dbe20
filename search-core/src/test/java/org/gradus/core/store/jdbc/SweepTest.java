package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gradus.core.store.Claims;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.testkit.Events;
import org.gradus.core.testkit.Studies;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What writers that died have left of a study is deleted, and nothing that a living one needs. */
class SweepTest {
    private static final StudyId STUDY = new StudyId("s");
    private static final StudyId OTHER = new StudyId("other");
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final TrialId ONE = new TrialId(1);

    @TempDir
    Path folder;

    private static CheckpointRef put(JdbcStudyStore store, StudyId study, int content) {
        return store.checkpoints(study).put(new byte[] {(byte) content});
    }

    private static void begin(JdbcStudyStore store) {
        store.create(Studies.plain(STUDY.value()));
        store.create(Studies.plain(OTHER.value()));
        store.append(STUDY, 0, List.of(Events.longCurve(1, 3)));
    }

    private static void assertGone(CheckpointStore checkpoints, CheckpointRef reference) {
        ThrowingCallable get = () -> checkpoints.get(reference);
        assertThatExceptionOfType(SearchException.class).isThrownBy(get).withMessageContaining("is not in the store");
    }

    @Test
    void onlyWriterDeletesWhatNoEventNames() {
        try (JdbcStudyStore store = StudyStores.open(folder.resolve("x.study"))) {
            begin(store);
            CheckpointRef needed = put(store, STUDY, 1);
            CheckpointRef left = put(store, STUDY, 2);
            CheckpointRef ofAnother = put(store, OTHER, 2);
            try (Claims claims = store.join(STUDY, LEASE)) {
                claims.sweep(1, Set.of(needed), false);
            }
            assertThat(store.checkpoints(STUDY).get(needed)).containsExactly(1);
            assertThat(store.checkpoints(OTHER).get(ofAnother)).containsExactly(2);
            assertGone(store.checkpoints(STUDY), left);
        }
    }

    @Test
    void workersDeleteOnceTheStudyIsOver() throws Exception {
        String address = TestPostgres.server().newAddress();
        try (JdbcStudyStore store = StudyStores.open(address)) {
            begin(store);
            CheckpointRef left = put(store, STUDY, 1);
            CheckpointRef ofAnother = put(store, OTHER, 1);
            try (Claims dead = store.join(STUDY, LEASE);
                    Claims elsewhere = store.join(OTHER, LEASE);
                    Claims living = store.join(STUDY, LEASE)) {
                dead.claim(ONE);
                elsewhere.claim(ONE);
                living.sweep(1, Set.of(), false);
                living.sweep(0, Set.of(), true);
                assertThat(living.elsewhere())
                        .as("not over, or events not seen")
                        .containsExactly(ONE);
                assertThat(store.checkpoints(STUDY).get(left)).containsExactly(1);
                living.sweep(1, Set.of(), true);
                assertThat(StoreViews.rows(address, "SELECT s.name FROM claims JOIN studies s ON s.number = study"))
                        .containsExactly(List.of("other"));
                assertGone(store.checkpoints(STUDY), left);
                assertThat(store.checkpoints(OTHER).get(ofAnother)).containsExactly(1);
            }
        }
    }
}
