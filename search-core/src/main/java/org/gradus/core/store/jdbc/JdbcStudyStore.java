package org.gradus.core.store.jdbc;

import com.google.common.collect.ImmutableList;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.gradus.core.store.Claims;
import org.gradus.core.store.StaleVersionException;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.training.CheckpointStore;

/**
 * Studies in a database. Each append is one transaction, on disk once it returns. Thread-safe; threads of one store take
 * turns. Several stores, in several processes too, may work on one database.
 */
public final class JdbcStudyStore implements StudyStore {
    private final StoreConnection connection;

    /** The heads of the logs that were read or written here. What comes later must follow them. */
    private final Map<StudyId, LogHead> read = new ConcurrentHashMap<>();

    JdbcStudyStore(StoreConnection connection) {
        this.connection = connection;
    }

    /** The checkpoints of a study, which lie in the same database. They are there as long as this store is open. */
    public CheckpointStore checkpoints(StudyId study) {
        return new JdbcCheckpointStore(connection, study);
    }

    @Override
    public void create(StudyRecord study) {
        String json = StudyJson.write(study);
        connection.write(c -> {
            if (!StudyRow.insert(c, study.id(), json)) {
                throw new SearchException("there is a study named '" + study.id() + "' already in " + c.place()
                        + "\nMaybe choose another name.");
            }
            return study;
        });
        read.put(study.id(), LogHead.of(study.id(), json));
    }

    @Override
    public List<StudyId> studies() {
        return connection.read(c -> {
            ImmutableList.Builder<StudyId> names = ImmutableList.builder();
            try (ResultSet rows = c.prepare("SELECT name, record, record_digest FROM studies ORDER BY number")
                    .executeQuery()) {
                while (rows.next()) {
                    names.add(checked(c, rows).study());
                }
            }
            return names.build();
        });
    }

    @Override
    public Optional<StudyRecord> find(StudyId id) {
        Optional<CheckedRecord> record = connection.read(c -> {
            PreparedStatement select = c.prepare("SELECT name, record, record_digest FROM studies WHERE name = ?");
            select.setString(1, id.value());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(checked(c, rows)) : Optional.<CheckedRecord>empty();
            }
        });
        try {
            return record.map(found -> StudyJson.read(found.study(), found.json()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw connection.damaged("the record of study '" + id + "'", e);
        }
    }

    /** The name of a study and its record, as they were stored. */
    private record CheckedRecord(StudyId study, String json) {}

    private static CheckedRecord checked(StoreConnection c, ResultSet rows) throws SQLException {
        Row row = new Row(rows);
        String name = "of row " + rows.getRow();
        try {
            name = "'" + row.text(1) + "'";
            StudyId study = new StudyId(row.text(1));
            String json = row.text(2);
            if (!LogHead.of(study, json).digest().equals(row.digest(3))) {
                throw new IllegalArgumentException("it is not what was stored, by its digest");
            }
            return new CheckedRecord(study, json);
        } catch (IllegalArgumentException e) {
            throw c.damaged("the record of study " + name, e);
        }
    }

    @Override
    public long append(StudyId id, long expectedVersion, List<TrialEvent> events) {
        List<StoredEvent> rows = events.stream().map(EventJson::write).toList();
        LogHead head = connection.write(c -> {
            EventRows log = log(c, id, c.rowLock());
            long version = log.study().head().version();
            requireNothingLost(c, id, version);
            if (version != expectedVersion) {
                throw new StaleVersionException(id, version, expectedVersion);
            }
            known(id, version).ifPresent(log::requireEnd);
            return log.append(rows);
        });
        read.put(id, head);
        return head.version();
    }

    @Override
    public List<TrialEvent> events(StudyId id, long afterVersion) {
        return connection.read(c -> {
            EventRows log = log(c, id, "");
            LogHead head = log.study().head();
            requireNothingLost(c, id, head.version());
            requireVersion(id, afterVersion, head.version());
            Optional<LogHead> start = known(id, afterVersion);
            List<TrialEvent> events = log.after(start.isPresent() ? start.get() : log.headAt(afterVersion));
            read.put(id, head);
            return events;
        });
    }

    private static EventRows log(StoreConnection c, StudyId id, String rowLock) throws SQLException {
        return new EventRows(c, StudyRow.require(c, id, rowLock));
    }

    /** The head of a log at a version, if it was read or written here. */
    private Optional<LogHead> known(StudyId id, long version) {
        return Optional.ofNullable(read.get(id)).filter(head -> head.version() == version);
    }

    /** A database that is put back to an earlier state lacks what was decided on since. */
    private void requireNothingLost(StoreConnection c, StudyId id, long version) {
        LogHead seen = read.get(id);
        if (seen != null && seen.version() > version) {
            throw new SearchException(
                    "study '" + id + "' in the store " + c.place() + " has lost its last events: there are "
                            + version + ", and " + seen.version() + " were stored"
                            + "\nMaybe a backup was restored, or a standby took over that was behind."
                            + " Run the same command again to go on from what is there.");
        }
    }

    @Override
    public Claims join(StudyId id, Duration lease) {
        long study = connection.read(c -> StudyRow.require(c, id, "").number());
        return connection.join(id, study, lease);
    }

    private static void requireVersion(StudyId id, long asked, long version) {
        if (!(asked >= 0 && asked <= version)) {
            throw new IllegalArgumentException(
                    "study '" + id + "' has versions 0 to " + version + ", but " + asked + " was asked for");
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
