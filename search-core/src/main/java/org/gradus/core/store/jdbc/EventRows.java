package org.gradus.core.store.jdbc;

import com.google.common.collect.ImmutableList;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.OptionalInt;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.TrialEvent;

/**
 * The events of a study as rows, each checked by the chain of digests as it is read.
 *
 * @param connection where they lie
 * @param study whose they are
 */
record EventRows(StoreConnection connection, StudyRow study) {
    /**
     * The head that the log had at some version.
     *
     * @throws SearchException if that event is missing
     */
    LogHead headAt(long version) throws SQLException {
        if (version == 0) {
            return study.start();
        }
        PreparedStatement select = connection.prepare("SELECT digest FROM events WHERE study = ? AND version = ?");
        select.setLong(1, study.number());
        select.setLong(2, version);
        try (ResultSet rows = select.executeQuery()) {
            if (!rows.next()) {
                throw missing(version);
            }
            return new LogHead(version, new Row(rows).digest(1));
        } catch (IllegalArgumentException e) {
            throw damaged(version, e);
        }
    }

    /**
     * The events after a head, up to the head of the study.
     *
     * @throws SearchException if they do not lead from the one to the other
     */
    List<TrialEvent> after(LogHead start) throws SQLException {
        if (start.version() == study.head().version()) {
            requireEnd(start);
            return List.of();
        }
        PreparedStatement select = connection.prepare("SELECT version, kind, trial, payload, curve, digest FROM events"
                + " WHERE study = ? AND version > ? AND version <= ? ORDER BY version");
        select.setLong(1, study.number());
        select.setLong(2, start.version());
        select.setLong(3, study.head().version());
        Chain chain = new Chain(start);
        try (ResultSet rows = select.executeQuery()) {
            Row row = new Row(rows);
            while (rows.next()) {
                chain.add(row);
            }
        }
        return chain.end();
    }

    /** Events as they are read, one after the other. */
    final class Chain {
        private final ImmutableList.Builder<TrialEvent> events = ImmutableList.builder();
        private LogHead head;

        /** The events after a head. */
        Chain(LogHead start) {
            this.head = start;
        }

        /**
         * Takes the next event.
         *
         * @param row begins with version, kind, trial, payload, curve and digest
         * @throws SearchException if it does not follow the one before
         */
        void add(Row row) throws SQLException {
            StoredEvent event = event(row, head.version() + 1);
            head = head.plus(event);
            requireChained(head, row);
            events.add(read(event, head.version()));
        }

        /**
         * All of them.
         *
         * @throws SearchException if they do not lead to the head of the study
         */
        List<TrialEvent> end() {
            if (head.version() < study.head().version()) {
                throw missing(head.version() + 1);
            }
            requireEnd(head);
            return events.build();
        }
    }

    /**
     * Refuses a log that ends with another event than its head says.
     *
     * @throws SearchException if it does
     */
    void requireEnd(LogHead head) {
        if (!head.equals(study.head())) {
            throw connection.damaged(
                    "the log of study '" + study.study() + "'",
                    new IllegalArgumentException("its " + head.version() + " events are not those of its head"));
        }
    }

    private StoredEvent event(Row row, long expected) throws SQLException {
        try {
            if (row.whole(1) != expected) {
                throw missing(expected);
            }
            OptionalInt trial = row.findWhole(3);
            return new StoredEvent(row.text(2), trial, row.text(4), row.findBytes(5));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged(expected, e);
        }
    }

    private void requireChained(LogHead head, Row row) throws SQLException {
        try {
            if (!head.digest().equals(row.digest(6))) {
                throw new IllegalArgumentException("it is not what was stored, by its digest");
            }
        } catch (IllegalArgumentException e) {
            throw damaged(head.version(), e);
        }
    }

    private TrialEvent read(StoredEvent event, long version) {
        try {
            return EventJson.read(event);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged(version, e);
        }
    }

    private SearchException missing(long version) {
        return damaged(version, new IllegalArgumentException("it is missing"));
    }

    private SearchException damaged(long version, RuntimeException cause) {
        return connection.damaged("event " + version + " of study '" + study.study() + "'", cause);
    }

    /** Appends events behind the head of the study, and moves that. */
    StudyRow append(List<StoredEvent> events) throws SQLException {
        LogHead head = study.head();
        for (StoredEvent event : events) {
            head = head.plus(event);
            insert(event, head);
        }
        study.update(connection, head);
        return study.at(head);
    }

    private void insert(StoredEvent event, LogHead head) throws SQLException {
        PreparedStatement insert =
                connection.prepare("INSERT INTO events (study, version, kind, trial, payload, curve, digest)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        insert.setLong(1, study.number());
        insert.setLong(2, head.version());
        insert.setString(3, event.kind());
        if (event.trial().isPresent()) {
            insert.setInt(4, event.trial().getAsInt());
        } else {
            insert.setNull(4, Types.INTEGER);
        }
        insert.setString(5, event.payload());
        insert.setBytes(6, event.curve());
        insert.setBytes(7, head.digest().asBytes());
        insert.executeUpdate();
    }
}
