package org.gradus.core.store.jdbc;

import com.google.common.collect.ImmutableList;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gradus.core.store.Claims;
import org.gradus.core.store.StaleVersionException;
import org.gradus.core.store.StudyNews;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.StudyWrite;
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

    /** The studies as they were read or written here last. What comes later must follow their heads. */
    private final Map<StudyId, StudyRow> read = new ConcurrentHashMap<>();

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
        Optional<StudyRow> row = connection.write(c -> StudyRow.insert(c, study.id(), json));
        read.put(
                study.id(),
                row.orElseThrow(() -> new SearchException("there is a study named '" + study.id() + "' already in "
                        + connection.place() + "\nMaybe choose another name.")));
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
        List<StoredEvent> rows = rows(events);
        StudyRow row = connection.isShared()
                ? connection.read(c -> appendInOneMessage(c, id, expectedVersion, rows))
                : connection.write(c -> appendAlone(c, id, expectedVersion, rows));
        read.put(id, row);
        return row.head().version();
    }

    private static List<StoredEvent> rows(List<TrialEvent> events) {
        return events.stream().map(EventJson::write).toList();
    }

    private StudyRow appendAlone(StoreConnection c, StudyId id, long expected, List<StoredEvent> events)
            throws SQLException {
        Optional<StudyRow> seen = Optional.ofNullable(read.get(id));
        EventRows log = log(c, id);
        requireNothingLost(c, seen, log.study());
        long version = log.study().head().version();
        if (version != expected) {
            throw new StaleVersionException(id, version, expected);
        }
        known(id, version).ifPresent(known -> log.requireEnd(known.head()));
        return log.append(events);
    }

    private StudyRow appendInOneMessage(StoreConnection c, StudyId id, long expected, List<StoredEvent> events)
            throws SQLException {
        PostgresStep step = new PostgresStep(c, knownOrRead(c, id, expected), "", 0);
        long version = step.known().head().version();
        if (version == expected) {
            PostgresStep.Answer answer = step.write(events, Set.of(), Set.of());
            if (answer.result().done()) {
                return answer.study();
            }
            version = answer.study().head().version();
        }
        throw new StaleVersionException(id, version, expected);
    }

    /** The study at a version, if it was read or written here; else as it is now. */
    private StudyRow knownOrRead(StoreConnection c, StudyId id, long version) throws SQLException {
        Optional<StudyRow> known = known(id, version);
        return known.isPresent() ? known.get() : StudyRow.require(c, id);
    }

    @Override
    public StudyNews news(StudyId id, Claims claims, long afterVersion) {
        if (!(claims instanceof PostgresClaims writer)) {
            return StudyStore.super.news(id, claims, afterVersion);
        }
        return writer.connection().read(c -> {
            PostgresStep.Answer answer = step(c, id, writer, afterVersion).read();
            read.put(id, answer.study());
            return answer.result().news();
        });
    }

    @Override
    public StudyNews turn(StudyId id, Claims claims, long afterVersion) {
        if (!(claims instanceof PostgresClaims writer)) {
            return StudyStore.super.turn(id, claims, afterVersion);
        }
        return writer.connection().read(c -> {
            PostgresStep.Answer answer = step(c, id, writer, afterVersion).turn();
            read.put(id, answer.study());
            return answer.result().news();
        });
    }

    @Override
    public StudyWrite.Result write(StudyId id, Claims claims, StudyWrite write) {
        if (!(claims instanceof PostgresClaims writer)) {
            return StudyStore.super.write(id, claims, write);
        }
        List<StoredEvent> rows = rows(write.events());
        return writer.connection().read(c -> {
            PostgresStep.Answer answer =
                    step(c, id, writer, write.version()).write(rows, write.claims(), write.releases());
            read.put(id, answer.study());
            return answer.result();
        });
    }

    /** A step of a writer that has seen a study until some version. */
    private PostgresStep step(StoreConnection c, StudyId id, PostgresClaims writer, long version) throws SQLException {
        StudyRow known = knownOrRead(c, id, version);
        requireVersion(id, version, known.head().version());
        StudyRow seen = known.head().version() == version ? known : known.at(new EventRows(c, known).headAt(version));
        return new PostgresStep(c, seen, writer.worker(), writer.lease().toMillis());
    }

    @Override
    public List<TrialEvent> events(StudyId id, long afterVersion) {
        return connection.read(c -> {
            Optional<StudyRow> seen = Optional.ofNullable(read.get(id));
            EventRows log = log(c, id);
            requireNothingLost(c, seen, log.study());
            requireVersion(id, afterVersion, log.study().head().version());
            Optional<StudyRow> start = known(id, afterVersion);
            List<TrialEvent> events = log.after(start.isPresent() ? start.get().head() : log.headAt(afterVersion));
            read.put(id, log.study());
            return events;
        });
    }

    private static void requireNothingLost(StoreConnection c, Optional<StudyRow> seen, StudyRow now) {
        seen.ifPresent(before -> before.requireNothingLost(c, now));
    }

    private static EventRows log(StoreConnection c, StudyId id) throws SQLException {
        return new EventRows(c, StudyRow.require(c, id));
    }

    /** The study at a version, if it was read or written here last. */
    private Optional<StudyRow> known(StudyId id, long version) {
        return Optional.ofNullable(read.get(id)).filter(known -> known.head().version() == version);
    }

    @Override
    public Claims join(StudyId id, Duration lease) {
        long study = connection.read(c -> StudyRow.require(c, id).number());
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
