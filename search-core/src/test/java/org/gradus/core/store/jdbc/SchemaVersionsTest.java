package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.gradus.core.store.jdbc.SqliteFiles.execute;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.testkit.Studies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores of every schema there ever was, made by {@link StoredFixture} and kept beside this test. */
class SchemaVersionsTest {
    private static final SqlDialect.Migration NEXT = SqlDialect.Migration.of(List.of(
            "ALTER TABLE studies ADD COLUMN note TEXT NOT NULL DEFAULT 'from an older version'",
            "CREATE TABLE notes (study INTEGER)"));
    private static final SqlDialect.Migration BROKEN =
            SqlDialect.Migration.of(List.of("CREATE TABLE half (x INTEGER)", "DROP TABLE nothing"));

    @TempDir
    Path folder;

    private Path fixture(int version) throws Exception {
        Path copy = folder.resolve("copy.study");
        String name = "schema-" + version + ".sqlite";
        try (InputStream content = Objects.requireNonNull(getClass().getResourceAsStream(name), name)) {
            Files.copy(content, copy);
        }
        return copy;
    }

    static void assertHoldsTheFixture(JdbcStudyStore store, int version) {
        for (StudyRecord study : StoredFixture.studies(version)) {
            assertThat(store.find(study.id())).contains(study);
            assertThat(store.events(study.id(), 0)).isEqualTo(StoredFixture.events());
            assertThat(store.checkpoints(study.id()).get(StoredFixture.checkpoint()))
                    .isEqualTo(StoredFixture.CHECKPOINT);
        }
        assertThat(store.studies())
                .isEqualTo(StoredFixture.studies(version).stream()
                        .map(StudyRecord::id)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void storeOfEveryVersionIsReadAndGoesOn(int version) throws Exception {
        Path file = fixture(version);
        StudyId study = StoredFixture.studies(version).get(0).id();
        try (JdbcStudyStore store = StudyStores.open(file)) {
            assertHoldsTheFixture(store, version);
            int events = StoredFixture.events().size();
            assertThat(store.append(study, events, StoredFixture.events())).isEqualTo(2L * events);
        }
    }

    @Test
    void newestVersionIsReadWithoutWriting() throws Exception {
        Path file = fixture(StoredFixture.NEWEST);
        try (JdbcStudyStore store = StudyStores.openReadOnly(file)) {
            assertHoldsTheFixture(store, StoredFixture.NEWEST);
        }
    }

    /** A copy of it is read, so that the file does not change. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void olderVersionIsReadWithoutWriting(int version) throws Exception {
        Path file = fixture(version);
        byte[] content = Files.readAllBytes(file);
        assertThat(file.toFile().setReadOnly()).isTrue();
        try (JdbcStudyStore store = StudyStores.openReadOnly(file)) {
            assertHoldsTheFixture(store, version);
            StudyId study = StoredFixture.studies(version).get(0).id();
            assertThatExceptionOfType(SearchException.class)
                    .isThrownBy(() -> store.append(study, StoredFixture.events().size(), StoredFixture.events()))
                    .withMessageContaining("may not be written");
        }
        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void olderVersionIsReadWhileSomebodyWrites() throws Exception {
        Path file = fixture(1);
        try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = writer.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("DELETE FROM events");
            try (JdbcStudyStore store = StudyStores.openReadOnly(file)) {
                assertHoldsTheFixture(store, 1);
            }
            statement.execute("ROLLBACK");
        }
    }

    @Test
    void copyOfAnOlderVersionIsDeletedOnClose() throws Exception {
        SqliteDialect dialect = new SqliteDialect();
        Path file = fixture(1);
        Path copy;
        try (StoreConnection store =
                new StoreConnection("copied", dialect, new SqliteReader(file, dialect, "?mode=ro"))) {
            copy = store.read(c -> Path.of(text(c.connection(), "SELECT file FROM pragma_database_list")));
            assertThat(copy).isRegularFile().isNotEqualTo(file);
        }
        assertThat(copy).doesNotExist();
        assertThat(copy.getParent()).doesNotExist();
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getString(1);
        }
    }

    private static void assertFitsTheFirstSchema(Path file) throws SQLException {
        assertThat(StoreViews.rows("jdbc:sqlite:" + file, "SELECT name FROM pragma_table_info('events')"))
                .contains(List.of("checksum"));
    }

    /** Version 1 stored the command of a study as it was given. Nothing of it is left, in free pages neither. */
    @Test
    void secretsOfAnOlderStoreAreTakenOut() throws Exception {
        Path file = fixture(1);
        String command = "search --store 'jdbc:postgresql://db/g?user=me&password=tops3cret' --trials 5";
        execute(
                file,
                "UPDATE studies SET record = json_set(record, '$.provenance.details.command'," + " '"
                        + command.replace("'", "''") + "')");
        execute(file, "CREATE TABLE freed AS SELECT record FROM studies");
        execute(file, "DROP TABLE freed");
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains("tops3cret");
        try (JdbcStudyStore store = StudyStores.open(file)) {
            for (StudyId study : store.studies()) {
                assertThat(store.find(study).orElseThrow().provenance().details())
                        .containsEntry(
                                "command", "search --store 'jdbc:postgresql://db/g?user=me&password=***' --trials 5");
                assertThat(store.events(study, 0)).isEqualTo(StoredFixture.events());
            }
            assertNoSecrets();
        }
        assertNoSecrets();
    }

    /** In the file and those beside it. */
    private void assertNoSecrets() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                assertThat(Files.readString(each, StandardCharsets.ISO_8859_1)).doesNotContain("tops3cret");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE events SET payload = replace(payload, 'reason', 'season') WHERE version = 3",
                "DELETE FROM events WHERE version = 3 AND study = 2"
            })
    void damagedStoreIsNotBroughtToTheNewest(String change) throws Exception {
        Path file = fixture(1);
        execute(file, change);
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> StudyStores.open(file))
                .withMessageContaining("event 3 of study")
                .withMessageContaining("\nMaybe ");
        assertFitsTheFirstSchema(file);
    }

    /** Of version 2: an event, the record, the head, and an event missing at the end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE events SET payload = replace(payload, 'reason', 'season') WHERE version = 3",
                "UPDATE studies SET record = replace(record, 'quasi-random', 'quasi-ranked') WHERE number = 2",
                "UPDATE studies SET version = version - 1 WHERE number = 2",
                "DELETE FROM events WHERE version = 21 AND study = 3"
            })
    void damagedChainIsNotBroughtToTheNewest(String change) throws Exception {
        Path file = fixture(2);
        execute(file, change);
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> StudyStores.open(file))
                .withMessageContaining("of study")
                .withMessageContaining("is damaged")
                .withMessageContaining("\nMaybe ");
        assertThat(StoreViews.rows("jdbc:sqlite:" + file, "PRAGMA user_version"))
                .containsExactly(List.of(2));
    }

    /** What version 2 noted in words: the round, which it had as a setting too in the end, and the stability limit. */
    @Test
    void notesOfAnOlderStoreBecomeSettingsAndFigures() throws Exception {
        Path file = fixture(2);
        try (JdbcStudyStore store =
                StudyStores.open(file, new SqliteDialect(List.of(SqliteSchema.FIRST, SqliteSchema.CHAIN)))) {
            store.create(Studies.plain("noted"));
        }
        String record = text(file, "SELECT record FROM studies WHERE name = 'noted'")
                .replaceFirst(",\"ranking\":\"\\w+\"", "")
                .replaceFirst(",\"round\":0,\"stopRules\":\\[\\]", "")
                .replaceFirst(",\"figures\":\\{\\}", "")
                .replaceFirst(
                        "\"details\":\\{\\}",
                        "\"details\":{\"round\":\"4\",\"stability.limit\":\"0.034\",\"data\":\"x\"}");
        LogHead head = LogHead.of(new StudyId("noted"), record);
        execute(
                file,
                "UPDATE studies SET record = '%s', record_digest = x'%s', digest = x'%s', seal = x'%s'"
                                .formatted(record, head.digest(), head.digest(), head.seal(head.digest()))
                        + " WHERE name = 'noted'");
        try (JdbcStudyStore store = StudyStores.open(file)) {
            StudyRecord noted = store.find(new StudyId("noted")).orElseThrow();
            assertThat(noted.settings().round()).isEqualTo(4);
            assertThat(noted.settings().ranking()).isEqualTo("generalization");
            assertThat(noted.settings().stopRules()).isEmpty();
            assertThat(noted.provenance().details()).containsOnlyKeys("data");
            assertThat(noted.provenance().figures()).containsExactly(Map.entry("stability.limit", 0.034));
        }
    }

    private static String text(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            return text(connection, sql);
        }
    }

    @Test
    void olderSchemaIsBroughtToTheNewest() throws Exception {
        Path file = fixture(1);
        SqliteDialect later =
                new SqliteDialect(List.of(SqliteSchema.FIRST, SqliteSchema.CHAIN, SqliteSchema.SETTINGS, NEXT));
        for (int time = 0; time < 2; time++) {
            try (JdbcStudyStore store = StudyStores.open(file, later)) {
                assertHoldsTheFixture(store, 1);
            }
        }
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> StudyStores.open(file))
                .withMessageContaining("was written by a newer Gradus")
                .withMessageContaining("version 4, and this Gradus knows 3");
    }

    @Test
    void newStoreHasTheNewestSchema() {
        Path file = folder.resolve("new.study");
        SqliteDialect later =
                new SqliteDialect(List.of(SqliteSchema.FIRST, SqliteSchema.CHAIN, SqliteSchema.SETTINGS, NEXT));
        try (JdbcStudyStore store = StudyStores.open(file, later)) {
            store.create(Studies.plain("s"));
        }
        assertThatExceptionOfType(SearchException.class).isThrownBy(() -> StudyStores.open(file));
    }

    @Test
    void migrationThatFailsChangesNothing() throws Exception {
        Path file = fixture(1);
        SqliteDialect broken =
                new SqliteDialect(List.of(SqliteSchema.FIRST, SqliteSchema.CHAIN, SqliteSchema.SETTINGS, BROKEN));
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> StudyStores.open(file, broken))
                .withMessageContaining(file.toString());
        try (JdbcStudyStore store = StudyStores.open(file)) {
            assertHoldsTheFixture(store, 1);
        }
    }
}
