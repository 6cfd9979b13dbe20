package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.gradus.core.testkit.Studies;
import org.gradus.core.trial.SearchException;
import org.gradus.core.trial.StudyId;
import org.gradus.core.trial.StudyRecord;
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

    private static void assertHoldsTheFixture(JdbcStudyStore store) {
        for (StudyRecord study : StoredFixture.studies()) {
            assertThat(store.find(study.id())).contains(study);
            assertThat(store.events(study.id(), 0)).isEqualTo(StoredFixture.events());
            assertThat(store.checkpoints(study.id()).get(StoredFixture.checkpoint()))
                    .isEqualTo(StoredFixture.CHECKPOINT);
        }
        assertThat(store.studies())
                .isEqualTo(StoredFixture.studies().stream().map(StudyRecord::id).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void storeOfEveryVersionIsReadAndGoesOn(int version) throws Exception {
        Path file = fixture(version);
        StudyId study = StoredFixture.studies().get(0).id();
        try (JdbcStudyStore store = StudyStores.open(file)) {
            assertHoldsTheFixture(store);
            int events = StoredFixture.events().size();
            assertThat(store.append(study, events, StoredFixture.events())).isEqualTo(2L * events);
        }
    }

    @Test
    void newestVersionIsReadWithoutWriting() throws Exception {
        Path file = fixture(new SqliteDialect().migrations().size());
        try (JdbcStudyStore store = StudyStores.openReadOnly(file)) {
            assertHoldsTheFixture(store);
        }
    }

    @Test
    void olderSchemaIsBroughtToTheNewest() throws Exception {
        Path file = fixture(1);
        SqliteDialect later = new SqliteDialect(List.of(SqliteSchema.FIRST, SqliteSchema.CHAIN, NEXT));
        for (int time = 0; time < 2; time++) {
            try (JdbcStudyStore store = StudyStores.open(file, later)) {
                assertHoldsTheFixture(store);
            }
        }
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> StudyStores.open(file))
                .withMessageContaining("was written by a newer Gradus")
                .withMessageContaining("version 3, and this Gradus knows 2");
    }

    @Test
    void newStoreHasTheNewestSchema() {
        Path file = folder.resolve("new.study");
        SqliteDialect later = new SqliteDialect(List.of(SqliteSchema.FIRST, SqliteSchema.CHAIN, NEXT));
        try (JdbcStudyStore store = StudyStores.open(file, later)) {
            store.create(Studies.plain("s"));
        }
        assertThatExceptionOfType(SearchException.class).isThrownBy(() -> StudyStores.open(file));
    }

    @Test
    void migrationThatFailsChangesNothing() throws Exception {
        Path file = fixture(1);
        SqliteDialect broken = new SqliteDialect(List.of(SqliteSchema.FIRST, SqliteSchema.CHAIN, BROKEN));
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> StudyStores.open(file, broken))
                .withMessageContaining(file.toString());
        try (JdbcStudyStore store = StudyStores.open(file)) {
            assertHoldsTheFixture(store);
        }
    }
}
