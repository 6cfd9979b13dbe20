package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.Events;
import org.gradus.core.testkit.Studies;

/** SQLite files as tests fill and change them, and how they are refused: with advice. */
final class SqliteFiles {
    static final StudyId STUDY = new StudyId("s");

    private SqliteFiles() {}

    static void assertRefused(ThrowingCallable call, String... words) {
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(call)
                .withMessageContainingAll(words)
                .withMessageContaining("\nMaybe ");
    }

    /** Stores {@link #STUDY} with long curves, and returns its events. */
    static List<TrialEvent> fill(Path file, int segments) {
        List<TrialEvent> events = new ArrayList<>();
        for (int i = 0; i < segments; i++) {
            events.add(Events.longCurve(i, 200));
        }
        try (JdbcStudyStore store = StudyStores.open(file)) {
            store.create(Studies.plain(STUDY.value()));
            store.append(STUDY, 0, events);
        }
        return events;
    }

    static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
