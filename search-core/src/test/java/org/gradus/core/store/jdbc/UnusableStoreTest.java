package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.gradus.core.store.jdbc.SqliteFiles.STUDY;
import static org.gradus.core.store.jdbc.SqliteFiles.assertRefused;
import static org.gradus.core.store.jdbc.SqliteFiles.execute;
import static org.gradus.core.store.jdbc.SqliteFiles.fill;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.Events;
import org.gradus.core.testkit.Studies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that are damaged, changed by somebody else or of a newer version: each is said, with advice. */
class UnusableStoreTest {
    private static final int PAGE = 4096;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void newFile() {
        file = folder.resolve("search.study");
    }

    @Test
    void newerSchemaIsLeftAlone() throws Exception {
        fill(file, 1);
        execute(file, "PRAGMA user_version = 1000");
        byte[] content = Files.readAllBytes(file);
        assertRefused(() -> StudyStores.open(file), "was written by a newer Gradus", "version 1000");
        assertRefused(() -> StudyStores.openReadOnly(file), "was written by a newer Gradus", "version 1000");
        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void closedStoreSaysSo() {
        JdbcStudyStore store = StudyStores.open(file);
        store.close();
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(store::studies)
                .withMessageContaining("is closed");
        store.close();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void truncatedStoreIsDamaged(double share) throws IOException {
        fill(file, 50);
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength((long) (share * content.length()));
        }
        assertRefused(this::readAll, file.toString(), "is damaged");
    }

    private void readAll() {
        try (JdbcStudyStore store = StudyStores.open(file)) {
            store.find(STUDY);
            store.events(STUDY, 0);
        }
    }

    /** Whichever page of the events is overwritten, the events are those that were stored, or the store is damaged. */
    @Test
    void overwrittenPagesAreNoticed() throws IOException {
        List<TrialEvent> events = fill(file, 20);
        byte[] content = Files.readAllBytes(file);
        byte[] noise = new byte[PAGE];
        new Random(1).nextBytes(noise);
        int noticed = 0;
        for (int page = 1; page < content.length / PAGE; page++) {
            byte[] damaged = content.clone();
            System.arraycopy(noise, 0, damaged, page * PAGE, PAGE);
            Files.write(file, damaged);
            noticed += isNoticed(events) ? 1 : 0;
        }
        // The events fill three quarters of the pages; the other pages are the views, powers of two and empty tables.
        assertThat(noticed).isGreaterThan(content.length / PAGE / 2);
    }

    private boolean isNoticed(List<TrialEvent> events) {
        try (JdbcStudyStore store = StudyStores.open(file)) {
            assertThat(store.events(STUDY, 0).equals(events)).isTrue();
            return false;
        } catch (SearchException e) {
            assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("\nMaybe ");
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE events SET curve = zeroblob(length(curve)) WHERE version = 2",
                "UPDATE events SET payload = replace(payload, '200', '201') WHERE version = 2",
                "UPDATE events SET trial = trial + 1 WHERE version = 2",
                "UPDATE events SET kind = 'trial_paused' WHERE version = 2",
                "DELETE FROM events WHERE version = 2"
            })
    void changedOrMissingEventIsNamed(String change) throws SQLException {
        fill(file, 3);
        execute(file, change);
        assertRefused(this::readAll, "event 2 of study 's'", file.toString());
    }

    @Test
    void damagedRecordIsNamed() throws SQLException {
        fill(file, 1);
        execute(file, "UPDATE studies SET record = replace(record, 'objective', 'subjective')");
        assertRefused(this::readAll, "the record of study 's'", file.toString(), "by its digest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE studies SET version = version - 1, digest = (SELECT digest FROM events WHERE version = 2)",
                "UPDATE studies SET digest = zeroblob(32)",
                "UPDATE studies SET seal = zeroblob(32)",
                "UPDATE studies SET record_digest = zeroblob(32)",
                "UPDATE studies SET digest = 'text'"
            })
    void damagedHeadIsNamed(String change) throws SQLException {
        fill(file, 3);
        execute(file, change);
        assertRefused(this::appendOne, "the head of study 's'", file.toString());
        assertRefused(
                () -> {
                    try (JdbcStudyStore store = StudyStores.open(file)) {
                        store.events(STUDY, 0);
                    }
                },
                "the head of study 's'",
                file.toString());
    }

    private void appendOne() {
        try (JdbcStudyStore store = StudyStores.open(file)) {
            store.append(STUDY, 3, List.of(Events.longCurve(9, 2)));
        }
    }

    /** The log is whole and chained, but it is another one than was read before. */
    @Test
    void logThatWasExchangedIsRefused() throws Exception {
        fill(file, 2);
        byte[] other = Files.readAllBytes(file);
        Files.delete(file);
        try (JdbcStudyStore store = StudyStores.open(file)) {
            store.create(Studies.elaborate(STUDY.value()));
            List<TrialEvent> events = List.of(Events.longCurve(7, 3), Events.longCurve(8, 3));
            store.append(STUDY, 0, events);
            assertThat(store.events(STUDY, 0)).isEqualTo(events);
            Path elsewhere = folder.resolve("other.study");
            Files.write(elsewhere, other);
            replaceWith(elsewhere);
            assertRefused(() -> store.events(STUDY, 2), "the log of study 's'", file.toString());
            assertRefused(() -> store.append(STUDY, 2, events), "the log of study 's'", file.toString());
        }
    }

    private void replaceWith(Path other) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("ATTACH '" + other + "' AS other");
            statement.execute("DELETE FROM events");
            statement.execute("INSERT INTO events SELECT * FROM other.events");
            statement.execute("UPDATE studies SET (record, record_digest, version, digest, seal) ="
                    + " (SELECT record, record_digest, version, digest, seal FROM other.studies)");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE powers_of_two SET value = 3 WHERE exponent = 1",
                "DELETE FROM powers_of_two WHERE exponent = 971",
                "DROP VIEW points",
                "ALTER TABLE events ADD COLUMN more TEXT",
                "DELETE FROM schema_digest"
            })
    void changedSchemaIsRefused(String change) throws SQLException {
        fill(file, 1);
        execute(file, change);
        assertRefused(this::readAll, "the definition of tables and views", file.toString());
        assertRefused(() -> StudyStores.openReadOnly(file), "the definition of tables and views", file.toString());
    }

    @Test
    void tablesOfSomebodyElseAreLeftAlone() throws SQLException {
        fill(file, 1);
        execute(file, "CREATE TABLE notes (text TEXT)");
        execute(file, "CREATE INDEX by_kind ON events (kind)");
        readAll();
    }

    @Test
    void nothingIsLeftBesideAClosedStore() throws IOException {
        fill(file, 3);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void failedAppendWritesNothing() throws SQLException {
        List<TrialEvent> events = fill(file, 2);
        execute(
                file,
                "CREATE TRIGGER third BEFORE INSERT ON events WHEN NEW.version = 4"
                        + " BEGIN SELECT raise(ABORT, 'no fourth'); END");
        try (JdbcStudyStore store = StudyStores.open(file)) {
            assertThatExceptionOfType(SearchException.class)
                    .isThrownBy(() -> store.append(STUDY, 2, events))
                    .withMessageContaining("no fourth");
            assertThat(store.events(STUDY, 0)).isEqualTo(events);
            assertThat(store.append(STUDY, 2, events.subList(0, 1))).isEqualTo(3);
        }
        assertThat(Arrays.asList(folder.toFile().list())).containsExactly("search.study");
    }
}
