package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.Events;
import org.gradus.core.testkit.Studies;
import org.gradus.core.testkit.StudyStoreContract;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresStudyStoreTest implements StudyStoreContract {
    private static final StudyId STUDY = new StudyId("s");

    private String address = "";

    @BeforeEach
    void newAddress() throws Exception {
        address = TestPostgres.server().newAddress();
    }

    @Override
    public StudyStore newStore() {
        return StudyStores.open(address);
    }

    @Override
    public Optional<StudyStore> reopen() {
        return Optional.of(newStore());
    }

    @Test
    void eightWorkersStartOnAnEmptyDatabaseAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<List<StudyId>>> ends = new ArrayList<>();
            for (int worker = 0; worker < 8; worker++) {
                ends.add(threads.submit(() -> {
                    start.await();
                    try (StudyStore store = newStore()) {
                        return store.studies();
                    }
                }));
            }
            start.countDown();
            for (Future<List<StudyId>> end : ends) {
                assertThat(end.get()).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** PostgreSQL's text has no NUL, and UTF-8 no half of a surrogate pair: within JSON they are escapes. */
    @Test
    void textThatIsNoUtf8RoundTripsAndIsShown() throws Exception {
        TrialEvent proposed = Events.ofEveryKind(1, 1).stream()
                .filter(e -> e.kind() == TrialEvent.Kind.TRIAL_PROPOSED)
                .findFirst()
                .orElseThrow();
        TrialId trial = proposed.about().orElseThrow();
        List<TrialEvent> events =
                List.of(proposed, new TrialEvent.TrialEnded(trial, new Outcome.Failed("a\0b\ud800", "at\0line")));
        try (StudyStore store = newStore()) {
            store.create(Studies.plain("s"));
            store.append(STUDY, 0, events);
            assertThat(store.events(STUDY, 0)).isEqualTo(events);
        }
        assertThat(StoreViews.rows(address, "SELECT state, reason FROM trials"))
                .containsExactly(List.of("failed", "a\ufffdb\ufffd"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE events SET curve = overlay(curve PLACING '\\x17' FROM 3) WHERE version = 2",
                "UPDATE events SET payload = replace(payload, '200', '201') WHERE version = 2",
                "DELETE FROM events WHERE version = 2"
            })
    void changedOrMissingEventIsNamed(String change) throws Exception {
        try (StudyStore store = newStore()) {
            store.create(Studies.plain("s"));
            store.append(
                    STUDY, 0, List.of(Events.longCurve(1, 200), Events.longCurve(2, 200), Events.longCurve(3, 200)));
            TestPostgres.execute(address, change);
            assertThatExceptionOfType(SearchException.class)
                    .isThrownBy(() -> store.events(STUDY, 0))
                    .withMessageContaining("event 2 of study 's'")
                    .withMessageContaining("\nMaybe ");
        }
    }

    @Test
    void readerSeesWhatIsThereAndNeedsAStore() throws Exception {
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> StudyStores.openReadOnly(address))
                .withMessageContaining("has no study");
        try (StudyStore store = newStore()) {
            store.create(Studies.plain("s"));
        }
        try (StudyStore reader = StudyStores.openReadOnly(address)) {
            assertThat(reader.studies()).containsExactly(STUDY);
        }
    }

    @Test
    void newerSchemaIsRefused() throws Exception {
        newStore().close();
        TestPostgres.execute(address, "UPDATE schema_version SET version = 1000");
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(this::newStore)
                .withMessageContaining("was written by a newer Gradus")
                .withMessageContaining("version 1000");
    }

    @Test
    void olderSchemaIsBroughtToTheNewest() {
        try (StudyStore store = newStore()) {
            store.create(Studies.elaborate("s"));
        }
        PostgresAddress place = PostgresAddress.of(address, Map.of());
        List<SqlDialect.Migration> now = new PostgresDialect(place.schema()).migrations();
        List<SqlDialect.Migration> next = new ArrayList<>(now);
        next.add(SqlDialect.Migration.of(List.of("ALTER TABLE studies ADD COLUMN note text")));
        PostgresDialect later = new PostgresDialect(next, place.schema());
        for (int time = 0; time < 2; time++) {
            try (StudyStore store = StudyStores.open(place, later, true)) {
                assertThat(store.find(STUDY)).contains(Studies.elaborate("s"));
            }
        }
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(this::newStore)
                .withMessageContaining("version " + next.size() + ", and this Gradus knows " + now.size());
    }

    /** As after a failover to a standby that was behind: what follows would not follow from what was decided. */
    @Test
    void databaseThatWasPutBackIsNamed() throws Exception {
        List<TrialEvent> events = Events.ofEveryKind(1, 1);
        try (StudyStore store = newStore()) {
            store.create(Studies.plain(STUDY.value()));
            store.append(STUDY, 0, events.subList(0, 1));
            TestPostgres.execute(address, "CREATE TABLE earlier AS SELECT version, digest, seal FROM studies");
            store.append(STUDY, 1, events.subList(1, 3));
            TestPostgres.execute(
                    address,
                    "SET session_replication_role = replica; DELETE FROM events WHERE version > 1;"
                            + " UPDATE studies SET (version, digest, seal) = (SELECT * FROM earlier)");

            for (ThrowingCallable use : List.<ThrowingCallable>of(
                    () -> store.events(STUDY, 3), () -> store.append(STUDY, 3, events.subList(3, 4)))) {
                assertThatExceptionOfType(SearchException.class)
                        .isThrownBy(use)
                        .withMessageContaining("has lost its last events: there are 1, and 3 were stored");
            }
        }
        try (StudyStore again = newStore()) {
            assertThat(again.events(STUDY, 0)).hasSize(1);
        }
    }
}
