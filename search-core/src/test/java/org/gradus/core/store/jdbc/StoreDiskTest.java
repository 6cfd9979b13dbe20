package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.core.store.jdbc.SqliteFiles.STUDY;
import static org.gradus.core.store.jdbc.SqliteFiles.assertRefused;
import static org.gradus.core.store.jdbc.SqliteFiles.fill;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.Events;
import org.gradus.core.testkit.Studies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full or read-only, and files and folders of somebody else: each is said, with advice. */
class StoreDiskTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void newFile() {
        file = folder.resolve("search.study");
    }

    /** The first failure leaves nothing behind that would be the reason of the next. */
    @Test
    void storeThatCannotGrowSaysSoEachTime() {
        StudyStores.open(file).close();
        try (JdbcStudyStore store =
                new JdbcStudyStore(new StoreConnection("full", new SqliteDialect(), this::limited))) {
            store.create(Studies.plain(STUDY.value()));
            List<TrialEvent> acknowledged = new ArrayList<>();
            for (int time = 0; time < 3; time++) {
                assertRefused(
                        () -> appendWithoutEnd(store, acknowledged), "the store full cannot grow: the disk is full");
                assertThat(store.events(STUDY, 0).equals(acknowledged)).isTrue();
            }
        }
    }

    private Connection limited() throws SQLException {
        Connection connection = StudyStores.connect(file, StudyStores.WRITABLE, "?mode=rw");
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = 100");
        }
        return connection;
    }

    private static void appendWithoutEnd(JdbcStudyStore store, List<TrialEvent> acknowledged) {
        for (int i = acknowledged.size(); i < 10_000; i++) {
            TrialEvent event = Events.longCurve(i, 500);
            store.append(STUDY, i, List.of(event));
            acknowledged.add(event);
        }
    }

    @Test
    void fullDiskLosesNothingThatWasAcknowledged() throws Exception {
        try (MountedMemory disk = MountedMemory.at(Files.createDirectory(folder.resolve("disk")), "size=2m")) {
            file = disk.folder().resolve("full.study");
            List<TrialEvent> acknowledged = new ArrayList<>();
            try (JdbcStudyStore store = StudyStores.open(file)) {
                store.create(Studies.plain(STUDY.value()));
                assertRefused(() -> appendWithoutEnd(store, acknowledged), file.toString(), "the disk is full");
                assertThat(store.events(STUDY, 0).equals(acknowledged)).isTrue();
            }
            try (JdbcStudyStore store = StudyStores.open(file)) {
                assertThat(store.events(STUDY, 0).equals(acknowledged)).isTrue();
            }
        }
    }

    @Test
    void readOnlyDiskIsReadAndNotWritten() throws Exception {
        try (MountedMemory disk = MountedMemory.at(Files.createDirectory(folder.resolve("disk")), "size=2m")) {
            file = disk.folder().resolve("read-only.study");
            List<TrialEvent> events = fill(file, 3);
            disk.makeReadOnly();
            try (JdbcStudyStore store = StudyStores.openReadOnly(file)) {
                assertThat(store.events(STUDY, 0)).isEqualTo(events);
                assertRefused(() -> store.append(STUDY, 3, events), file.toString(), "may not be written");
            }
            assertRefused(() -> StudyStores.open(file), file.toString(), "may not be written");
            Path another = disk.folder().resolve("new.study");
            assertRefused(() -> StudyStores.open(another), another.toString(), "cannot be opened");
        }
    }

    @Test
    void fileOfSomebodyElseIsReadAndNotWritten() throws IOException {
        List<TrialEvent> events = fill(file, 3);
        assumeTrue(file.toFile().setReadOnly() && !Files.isWritable(file), "this user may write every file");
        try (JdbcStudyStore store = StudyStores.openReadOnly(file)) {
            assertThat(store.events(STUDY, 0)).isEqualTo(events);
        }
        assertRefused(() -> StudyStores.open(file), file.toString(), "may not be written");
    }

    @Test
    void folderOfSomebodyElseIsReadAndNotWritten() throws IOException {
        file = Files.createDirectory(folder.resolve("theirs")).resolve("search.study");
        List<TrialEvent> events = fill(file, 3);
        Path theirs = file.resolveSibling("");
        assumeTrue(
                theirs.toFile().setWritable(false) && !Files.isWritable(theirs), "this user may write in every folder");
        try (JdbcStudyStore store = StudyStores.openReadOnly(file)) {
            assertThat(store.events(STUDY, 0)).isEqualTo(events);
        }
        assertRefused(() -> StudyStores.open(file), file.toString(), "may not be written", "folder");
        assertThat(theirs.toFile().setWritable(true)).isTrue();
    }

    @Test
    void readerDoesNotWrite() {
        List<TrialEvent> events = fill(file, 1);
        try (JdbcStudyStore store = StudyStores.openReadOnly(file)) {
            assertRefused(() -> store.append(STUDY, 1, events), "may not be written");
            assertThat(store.studies()).containsExactly(STUDY);
        }
    }
}
