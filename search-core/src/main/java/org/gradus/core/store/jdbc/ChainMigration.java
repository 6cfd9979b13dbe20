package org.gradus.core.store.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.zip.CRC32C;
import org.gradus.core.study.StudyId;

/**
 * From version 1 of the schema, in which each event had a checksum of its own, to version 2, in which their digests are a
 * chain. Secrets that version 1 stored with the command of a study are taken out. A store that is damaged stays as it is.
 */
final class ChainMigration implements SqlDialect.Migration {
    private static final int EVENTS_AT_ONCE = 1000;

    /** A study as version 1 had it. */
    private record OldStudy(long number, StudyId name, String record) {}

    @Override
    public void run(StoreConnection connection) throws SQLException {
        for (OldStudy study : studies(connection)) {
            String record = StudyJson.withoutSecrets(study.record());
            replace(connection, study, record);
            LogHead start = LogHead.of(study.name(), record);
            LogHead end = chain(connection, study, start);
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

    private static void replace(StoreConnection c, OldStudy study, String record) throws SQLException {
        PreparedStatement update = c.prepare("UPDATE studies SET record = ?, record_digest = ? WHERE number = ?");
        update.setString(1, record);
        update.setBytes(2, LogHead.of(study.name(), record).digest().asBytes());
        update.setLong(3, study.number());
        update.executeUpdate();
    }

    private static LogHead chain(StoreConnection c, OldStudy study, LogHead start) throws SQLException {
        LogHead head = start;
        List<StoredEvent> some;
        do {
            some = events(c, study, head.version());
            for (StoredEvent event : some) {
                head = head.plus(event);
                setDigest(c, study, head);
            }
        } while (!some.isEmpty());
        return head;
    }

    private static void setDigest(StoreConnection c, OldStudy study, LogHead head) throws SQLException {
        PreparedStatement update = c.prepare("UPDATE events SET digest = ? WHERE study = ? AND version = ?");
        update.setBytes(1, head.digest().asBytes());
        update.setLong(2, study.number());
        update.setLong(3, head.version());
        update.executeUpdate();
    }

    private static List<StoredEvent> events(StoreConnection c, OldStudy study, long after) throws SQLException {
        PreparedStatement select = c.prepare("SELECT version, kind, trial, payload, curve, checksum FROM events"
                + " WHERE study = ? AND version > ? ORDER BY version LIMIT " + EVENTS_AT_ONCE);
        select.setLong(1, study.number());
        select.setLong(2, after);
        List<StoredEvent> events = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            Row row = new Row(rows);
            while (rows.next()) {
                events.add(event(row, after + events.size() + 1));
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
        if (checksum(event) != row.whole(6)) {
            throw new IllegalArgumentException("it is not what was stored, by its checksum");
        }
        return event;
    }

    /** CRC-32C of all parts. */
    private static long checksum(StoredEvent event) {
        OptionalInt trial = event.trial();
        CRC32C crc = new CRC32C();
        crc.update((event.kind() + " " + (trial.isPresent() ? trial.getAsInt() : "-") + " ")
                .getBytes(StandardCharsets.UTF_8));
        crc.update(event.payload().getBytes(StandardCharsets.UTF_8));
        if (event.curve() != null) {
            crc.update(event.curve());
        }
        return crc.getValue();
    }
}
