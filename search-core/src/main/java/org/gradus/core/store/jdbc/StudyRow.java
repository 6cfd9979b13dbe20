package org.gradus.core.store.jdbc;

import com.google.common.hash.HashCode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;

/**
 * A study as a row: the state of its log, without reading it.
 *
 * @param study its name
 * @param number its number in the database
 * @param record the digest of its record
 * @param head of its log
 */
record StudyRow(StudyId study, long number, HashCode record, LogHead head) {
    private static final String SELECT =
            "SELECT number, record_digest, version, digest, seal FROM studies WHERE name = ?";

    /**
     * The row of a study.
     *
     * @throws SearchException if there is none, or it is damaged
     */
    static StudyRow require(StoreConnection c, StudyId study) throws SQLException {
        PreparedStatement select = c.prepare(SELECT);
        select.setString(1, study.value());
        try (ResultSet rows = select.executeQuery()) {
            if (!rows.next()) {
                throw new SearchException("there is no study named '" + study + "' in " + c.place()
                        + "\nMaybe it has another name, or is in another store.");
            }
            return of(c, study, new Row(rows), 1);
        }
    }

    /**
     * The row of a study, as it is read.
     *
     * @param first the column of its number, which the digest of the record, version, digest and seal follow
     * @throws SearchException if it is damaged
     */
    static StudyRow of(StoreConnection c, StudyId study, Row row, int first) throws SQLException {
        try {
            HashCode record = row.digest(first + 1);
            LogHead head = new LogHead(row.whole(first + 2), row.digest(first + 3));
            if (!head.seal(record).equals(row.digest(first + 4))) {
                throw new IllegalArgumentException("it is not what was stored, by its seal");
            }
            return new StudyRow(study, row.whole(first), record, head);
        } catch (IllegalArgumentException e) {
            throw c.damaged("the head of study '" + study + "'", e);
        }
    }

    /** The same study with another head. */
    StudyRow at(LogHead next) {
        return new StudyRow(study, number, record, next);
    }

    /**
     * Refuses a later state with fewer events: a database that is put back lacks what was decided on since.
     *
     * @param now the same study, read after this
     * @throws SearchException if it has
     */
    void requireNothingLost(StoreConnection c, StudyRow now) {
        if (head.version() > now.head.version()) {
            throw new SearchException(
                    "study '" + study + "' in the store " + c.place() + " has lost its last events: there are "
                            + now.head.version() + ", and " + head.version() + " were stored"
                            + "\nMaybe a backup was restored, or a standby took over that was behind."
                            + " Run the same command again to go on from what is there.");
        }
    }

    /** A new study; empty if there is one of that name. */
    static Optional<StudyRow> insert(StoreConnection c, StudyId study, String record) throws SQLException {
        LogHead head = LogHead.of(study, record);
        PreparedStatement insert = c.prepare("INSERT INTO studies (name, record, record_digest, version, digest, seal)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING RETURNING number");
        insert.setString(1, study.value());
        insert.setString(2, record);
        insert.setBytes(3, head.digest().asBytes());
        insert.setLong(4, head.version());
        insert.setBytes(5, head.digest().asBytes());
        insert.setBytes(6, head.seal(head.digest()).asBytes());
        try (ResultSet rows = insert.executeQuery()) {
            return rows.next()
                    ? Optional.of(new StudyRow(study, rows.getLong(1), head.digest(), head))
                    : Optional.empty();
        }
    }

    /** Moves the head. */
    void update(StoreConnection c, LogHead next) throws SQLException {
        PreparedStatement update = c.prepare("UPDATE studies SET version = ?, digest = ?, seal = ? WHERE number = ?");
        update.setLong(1, next.version());
        update.setBytes(2, next.digest().asBytes());
        update.setBytes(3, next.seal(record).asBytes());
        update.setLong(4, number);
        update.executeUpdate();
    }

    /** The head of the log before its first event. */
    LogHead start() {
        return new LogHead(0, record);
    }
}
