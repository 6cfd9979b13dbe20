package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.testkit.Events;
import org.gradus.core.testkit.Studies;
import org.gradus.core.trial.SearchException;
import org.gradus.core.trial.StudyId;
import org.gradus.core.trial.TrialEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full or read-only, and files and folders of somebody else: each is said, with advice. */
class StoreDiskTest {
    private static final StudyId STUDY = new StudyId("s");

    @TempDir
    Path folder;

    /** The first failure leaves nothing behind that would be the reason of the next. */
    @Test
    void storeThatCannotGrowSaysSoEachTime() {
        Path file = folder.resolve("search.study");
        StudyStores.open(file).close();
        try (JdbcStudyStore store =
                new JdbcStudyStore(new StoreConnection("full", new SqliteDialect(), () -> limited(file)))) {
            store.create(Studies.plain(STUDY.value()));
            List<TrialEvent> acknowledged = new ArrayList<>();
            for (int time = 0; time < 3; time++) {
                assertThatExceptionOfType(SearchException.class)
                        .isThrownBy(() -> appendWithoutEnd(store, acknowledged))
                        .withMessageContaining("the store full cannot grow: the disk is full\nMaybe ");
                assertThat(store.events(STUDY, 0).equals(acknowledged)).isTrue();
            }
        }
    }

    private static Connection limited(Path file) throws SQLException {
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
}
