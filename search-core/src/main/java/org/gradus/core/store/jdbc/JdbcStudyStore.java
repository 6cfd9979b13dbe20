package org.gradus.core.store.jdbc;

import com.google.common.collect.ImmutableList;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.gradus.core.store.Claims;
import org.gradus.core.store.StaleVersionException;
import org.gradus.core.store.StudyStore;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.trial.SearchException;
import org.gradus.core.trial.StudyId;
import org.gradus.core.trial.StudyRecord;
import org.gradus.core.trial.TrialEvent;

/**
 * Studies in a database. Each append is one transaction, on disk once it returns. Thread-safe; threads of one store take
 * turns. Several stores, in several processes too, may work on one database.
 */
public final class JdbcStudyStore implements StudyStore {
    private final StoreConnection connection;

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
            PreparedStatement insert =
                    c.prepare("INSERT INTO studies (name, record) VALUES (?, ?) ON CONFLICT (name) DO NOTHING");
            insert.setString(1, study.id().value());
            insert.setString(2, json);
            if (insert.executeUpdate() == 0) {
                throw new SearchException("there is a study named '" + study.id() + "' already in " + c.place()
                        + "\nMaybe choose another name.");
            }
            return study;
        });
    }

    @Override
    public List<StudyId> studies() {
        return connection.read(c -> {
            ImmutableList.Builder<StudyId> names = ImmutableList.builder();
            try (ResultSet rows =
                    c.prepare("SELECT name FROM studies ORDER BY number").executeQuery()) {
                while (rows.next()) {
                    names.add(new StudyId(rows.getString(1)));
                }
            }
            return names.build();
        });
    }

    @Override
    public Optional<StudyRecord> find(StudyId id) {
        Optional<String> json = connection.read(c -> {
            PreparedStatement select = c.prepare("SELECT record FROM studies WHERE name = ?");
            select.setString(1, id.value());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.<String>empty();
            }
        });
        try {
            return json.map(text -> StudyJson.read(id, text));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged("the record of study '" + id + "'", e);
        }
    }

    @Override
    public long append(StudyId id, long expectedVersion, List<TrialEvent> events) {
        List<StoredEvent> rows = events.stream().map(EventJson::write).toList();
        return connection.write(c -> {
            long study = requireNumber(c, id, c.rowLock());
            long version = version(c, study);
            if (version != expectedVersion) {
                throw new StaleVersionException(id, version, expectedVersion);
            }
            for (StoredEvent row : rows) {
                version++;
                insert(c, study, version, row);
            }
            return version;
        });
    }

    private static void insert(StoreConnection c, long study, long version, StoredEvent row) throws SQLException {
        PreparedStatement insert =
                c.prepare("INSERT INTO events (study, version, kind, trial, payload, curve, checksum)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        insert.setLong(1, study);
        insert.setLong(2, version);
        insert.setString(3, row.kind());
        if (row.trial().isPresent()) {
            insert.setInt(4, row.trial().getAsInt());
        } else {
            insert.setNull(4, Types.INTEGER);
        }
        insert.setString(5, row.payload());
        insert.setBytes(6, row.curve());
        insert.setLong(7, row.checksum());
        insert.executeUpdate();
    }

    @Override
    public List<TrialEvent> events(StudyId id, long afterVersion) {
        return connection.read(c -> {
            long study = requireNumber(c, id, "");
            long version = version(c, study);
            requireVersion(id, afterVersion, version);
            return version == afterVersion ? List.of() : eventsAfter(c, id, study, afterVersion);
        });
    }

    private List<TrialEvent> eventsAfter(StoreConnection c, StudyId id, long study, long afterVersion)
            throws SQLException {
        PreparedStatement select = c.prepare("SELECT version, kind, trial, payload, curve, checksum FROM events"
                + " WHERE study = ? AND version > ? ORDER BY version");
        select.setLong(1, study);
        select.setLong(2, afterVersion);
        ImmutableList.Builder<TrialEvent> events = ImmutableList.builder();
        long next = afterVersion;
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                next++;
                events.add(event(rows, id, next));
            }
        }
        return events.build();
    }

    private TrialEvent event(ResultSet rows, StudyId id, long expected) throws SQLException {
        String event = "event " + expected + " of study '" + id + "'";
        if (rows.getLong(1) != expected) {
            throw damaged(event, new IllegalArgumentException("it is missing, event " + rows.getLong(1) + " is next"));
        }
        try {
            int trial = rows.getInt(3);
            OptionalInt about = rows.wasNull() ? OptionalInt.empty() : OptionalInt.of(trial);
            StoredEvent row = new StoredEvent(text(rows, 2), about, text(rows, 4), rows.getBytes(5));
            if (row.checksum() != rows.getLong(6)) {
                throw new IllegalArgumentException("it is not what was stored, by its checksum");
            }
            return EventJson.read(row);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged(event, e);
        }
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        return Optional.ofNullable(rows.getString(column))
                .orElseThrow(() -> new IllegalArgumentException("a column is empty"));
    }

    private SearchException damaged(String what, RuntimeException cause) {
        return new SearchException(
                what + " in the store " + connection.place() + " is damaged: " + cause.getMessage()
                        + "\nMaybe take a copy of the store, or begin another study.",
                cause);
    }

    @Override
    public Claims join(StudyId id, Duration lease) {
        long study = connection.read(c -> requireNumber(c, id, ""));
        return connection.join(id, study, lease);
    }

    private static void requireVersion(StudyId id, long asked, long version) {
        if (!(asked >= 0 && asked <= version)) {
            throw new IllegalArgumentException(
                    "study '" + id + "' has versions 0 to " + version + ", but " + asked + " was asked for");
        }
    }

    private static long version(StoreConnection c, long study) throws SQLException {
        PreparedStatement select = c.prepare("SELECT coalesce(max(version), 0) FROM events WHERE study = ?");
        select.setLong(1, study);
        try (ResultSet rows = select.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static long requireNumber(StoreConnection c, StudyId id, String rowLock) throws SQLException {
        PreparedStatement select = c.prepare("SELECT number FROM studies WHERE name = ?" + rowLock);
        select.setString(1, id.value());
        try (ResultSet rows = select.executeQuery()) {
            if (!rows.next()) {
                throw new SearchException("there is no study named '" + id + "' in " + c.place()
                        + "\nMaybe it has another name, or is in another store.");
            }
            return rows.getLong(1);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
