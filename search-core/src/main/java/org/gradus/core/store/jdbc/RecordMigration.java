package org.gradus.core.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.study.StudyId;

/**
 * Rewrites the record of every study. The log is verified as the older schema allows, and its events are chained to the new
 * record. A store that is damaged stays as it is.
 */
abstract class RecordMigration implements SqlDialect.Migration {
    private static final int EVENTS_AT_ONCE = 1000;

    /** A study as the older version had it. */
    record OldStudy(long number, StudyId name, String record) {}

    /** Verifies the log of one study by what the older schema stored of it. */
    interface OldLog {
        /**
         * Checks the next event.
         *
         * @param proof the row, whose sixth column is the {@link #proofColumn}
         * @throws IllegalArgumentException if it is not what was stored
         */
        void check(StoredEvent event, Row proof) throws SQLException;

        /**
         * Checks that no event is missing at the end.
         *
         * @throws org.gradus.core.study.SearchException if one is
         */
        void end();
    }

    /** The column of the events that proves that they are what was stored. */
    abstract String proofColumn();

    /** The log of a study, whose record has been verified where the older schema allows it. */
    abstract OldLog log(StoreConnection connection, OldStudy study) throws SQLException;

    /** The record in the newer form. */
    abstract String rewritten(String record);

    @Override
    public final void run(StoreConnection connection) throws SQLException {
        for (OldStudy study : studies(connection)) {
            OldLog log = log(connection, study);
            String record = rewritten(study.record());
            LogHead start = LogHead.of(study.name(), record);
            replace(connection, study, record, start);
            LogHead end = chain(connection, study, log, start);
            new StudyRow(study.name(), study.number(), start.digest(), end).update(connection, end);
        }
    }

    private static List<OldStudy> studies(StoreConnection c) throws SQLException {
        List<OldStudy> studies = new ArrayList<>();
        try (ResultSet rows = c.prepare("SELECT number, name, record FROM studies ORDER BY number")
                .executeQuery()) {
            Row row = new Row(rows);
            while (rows.next()) {
                studies.add(new OldStudy(row.whole(1), new StudyId(row.text(2)), row.text(3)));
            }
        } catch (IllegalArgumentException e) {
            throw c.damaged("a study", e);
        }
        return studies;
    }

    private static void replace(StoreConnection c, OldStudy study, String record, LogHead start) throws SQLException {
        PreparedStatement update = c.prepare("UPDATE studies SET record = ?, record_digest = ? WHERE number = ?");
        update.setString(1, record);
        update.setBytes(2, start.digest().asBytes());
        update.setLong(3, study.number());
        update.executeUpdate();
    }

    private LogHead chain(StoreConnection c, OldStudy study, OldLog log, LogHead start) throws SQLException {
        LogHead head = start;
        List<StoredEvent> some;
        do {
            some = events(c, study, log, head.version());
            for (StoredEvent event : some) {
                head = head.plus(event);
                setDigest(c, study, head);
            }
        } while (!some.isEmpty());
        log.end();
        return head;
    }

    private static void setDigest(StoreConnection c, OldStudy study, LogHead head) throws SQLException {
        PreparedStatement update = c.prepare("UPDATE events SET digest = ? WHERE study = ? AND version = ?");
        update.setBytes(1, head.digest().asBytes());
        update.setLong(2, study.number());
        update.setLong(3, head.version());
        update.executeUpdate();
    }

    private List<StoredEvent> events(StoreConnection c, OldStudy study, OldLog log, long after) throws SQLException {
        PreparedStatement select = c.prepare("SELECT version, kind, trial, payload, curve, " + proofColumn()
                + " FROM events WHERE study = ? AND version > ? ORDER BY version LIMIT " + EVENTS_AT_ONCE);
        select.setLong(1, study.number());
        select.setLong(2, after);
        List<StoredEvent> events = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            Row row = new Row(rows);
            while (rows.next()) {
                StoredEvent event = event(row, after + events.size() + 1);
                log.check(event, row);
                events.add(event);
            }
        } catch (IllegalArgumentException e) {
            throw c.damaged("event " + (after + events.size() + 1) + " of study '" + study.name() + "'", e);
        }
        return events;
    }

    private static StoredEvent event(Row row, long expected) throws SQLException {
        StoredEvent event = new StoredEvent(row.text(2), row.findWhole(3), row.text(4), row.findBytes(5));
        if (row.whole(1) != expected) {
            throw new IllegalArgumentException("it is missing, event " + row.whole(1) + " is next");
        }
        return event;
    }
}
