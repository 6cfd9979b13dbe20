package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.core.store.jdbc.SqliteFiles.assertRefused;
import static org.gradus.core.store.jdbc.SqliteFiles.execute;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradus.core.store.StudyFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no stores of studies, and folders: each is said, with advice, and left alone. */
class OtherFilesTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void newFile() {
        file = folder.resolve("search.study");
    }

    @Test
    void folderIsNoStore() {
        assertRefused(() -> StudyStores.open(folder), folder.toString(), "is a folder");
        assertRefused(() -> StudyStores.openReadOnly(folder), folder.toString(), "is a folder");
    }

    @Test
    void folderMustBeThere() {
        Path missing = folder.resolve("missing").resolve("search.study");
        assertRefused(() -> StudyStores.open(missing), missing.toString(), "does not exist");
        assertRefused(() -> StudyStores.openReadOnly(file), file.toString(), "there is no store");
        assertThat(file).doesNotExist();
    }

    @Test
    void otherFileIsLeftAlone() throws IOException {
        byte[] content =
                "a text, and longer than the head of a database\n".repeat(100).getBytes(StandardCharsets.UTF_8);
        Files.write(file, content);
        assertRefused(() -> StudyStores.open(file), file.toString(), "not an SQLite database");
        assertRefused(() -> StudyStores.openReadOnly(file), file.toString(), "not an SQLite database");
        assertThat(file).hasBinaryContent(content);
    }

    /** SQLite takes a file shorter than its header for an empty database. */
    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 100})
    void shortFileIsLeftAlone(int bytes) throws IOException {
        byte[] content = "x".repeat(bytes).getBytes(StandardCharsets.US_ASCII);
        Files.write(file, content);
        assertRefused(() -> StudyStores.open(file), file.toString(), "not an SQLite database");
        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void emptyFileBecomesAStore() throws IOException {
        Files.createFile(file);
        StudyStores.open(file).close();
        assertThat(StudyFiles.isStudy(file)).isTrue();
    }

    /** SQLite would delete the log of a database that is empty. */
    @Test
    void logOfAnEmptiedStoreIsLeftAlone() throws IOException {
        Path log = Files.writeString(folder.resolve(file.getFileName() + "-wal"), "what was written last");
        Files.createFile(file);
        assertRefused(() -> StudyStores.open(file), file.toString(), "is empty, but its log");
        assertThat(log).hasContent("what was written last");
    }

    @Test
    void deviceIsNoStore() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "there is no /dev/null here");
        assertRefused(() -> StudyStores.open(device), "/dev/null", "not an SQLite database");
    }

    @Test
    void databaseOfSomethingElseIsLeftAlone() throws Exception {
        execute(file, "CREATE TABLE addresses (name TEXT)");
        byte[] content = Files.readAllBytes(file);
        assertRefused(() -> StudyStores.open(file), file.toString(), "holds something else");
        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void emptyDatabaseCannotBeRead() throws IOException {
        Files.createFile(file);
        assertRefused(() -> StudyStores.openReadOnly(file), file.toString(), "no study");
    }
}
