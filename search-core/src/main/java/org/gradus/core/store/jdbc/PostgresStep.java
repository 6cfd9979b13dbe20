package org.gradus.core.store.jdbc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.gradus.core.store.StudyNews;
import org.gradus.core.store.StudyWrite;
import org.gradus.core.study.SearchException;
import org.gradus.core.trial.TrialId;

/**
 * Reads and writes of a study in PostgreSQL, one message to the server each. The statements of a write go out together, and
 * PostgreSQL runs what comes in one message as one transaction.
 *
 * @param connection to the server
 * @param known the study as far as the writer has seen it
 * @param writer the writer, which has its claims by that name
 * @param leaseMillis for how long a claim is good
 */
record PostgresStep(StoreConnection connection, StudyRow known, String writer, long leaseMillis) {
    /** Every part hangs on the first: if the study has another head, nothing is done. */
    private static final String WRITE = """
            WITH head AS (
              UPDATE studies SET version = ?, digest = ?, seal = ?
              WHERE number = ? AND version = ? AND digest = ? AND seal = ? AND record_digest = ?
              RETURNING number),
            appended AS (
              INSERT INTO events (study, version, kind, trial, payload, curve, digest)
              SELECT head.number, e.* FROM head, unnest(?, ?, ?, ?, ?, ?) AS e),
            granted AS (
              INSERT INTO claims AS held (study, trial, worker, lease_end)
              SELECT head.number, wanted, ?, %1$s FROM head, unnest(?) AS wanted
              %2$s
              RETURNING trial),
            released AS (
              DELETE FROM claims USING head WHERE study = head.number AND worker = ? AND trial = ANY (?))
            SELECT NULL AS trial FROM head UNION ALL SELECT trial FROM granted
            """.formatted(PostgresClaims.LEASE_END, PostgresClaims.UNLESS_HELD);

    /** Without the events of the transaction itself, whose number the row of the study has then. */
    private static final String NEWS = """
            SELECT
              e.version, e.kind, e.trial, e.payload, e.curve, e.digest,
              s.number, s.record_digest, s.version, s.digest, s.seal,
              c.trial
            FROM studies s
            LEFT JOIN events e ON e.study = s.number AND e.version > ?
              AND s.xmin::text::bigint IS DISTINCT FROM txid_current_if_assigned() & 4294967295
            LEFT JOIN claims c ON c.study = s.number AND c.trial = e.trial
              AND c.worker <> ? AND c.lease_end > clock_timestamp()
            WHERE s.number = ?
            ORDER BY e.version
            """;

    /** Queues for the row of the study, behind all that came before, but not behind a machine that is gone. */
    private static final String TURN = "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '2s';"
            + " SELECT number FROM studies WHERE number = ? FOR NO KEY UPDATE;";

    /** Waits for less than a beat, because the heartbeat has the same connection. */
    private static final String PATIENCE = "SELECT set_config('lock_timeout', '5s', true);";

    private static final String LOCK_TIMEOUT = "55P03";

    private static final int STUDY_COLUMN = 7;
    private static final int CLAIM_COLUMN = 12;

    /**
     * The study as it is now, and what has happened since it was known.
     *
     * @param result what came of a write; of a read, that nothing was done
     */
    record Answer(StudyRow study, StudyWrite.Result result) {}

    /** Reads what is new. */
    Answer read() throws SQLException {
        PreparedStatement select = connection.prepare(NEWS);
        setNews(select, 1);
        try (ResultSet rows = select.executeQuery()) {
            return answer(rows, false, ImmutableSet.of(), known.head());
        }
    }

    /** Reads what is new, and lets nobody else write before the next step. Without a turn if it does not come for long. */
    Answer turn() throws SQLException {
        PreparedStatement statement = connection.prepare(TURN + NEWS);
        statement.setLong(1, known.number());
        setNews(statement, 2);
        connection.setInTransaction(true);
        try {
            boolean rows = statement.execute();
            while (!rows) {
                rows = statement.getMoreResults();
            }
            statement.getMoreResults();
            return answer(statement.getResultSet(), false, ImmutableSet.of(), known.head());
        } catch (SQLException e) {
            if (!LOCK_TIMEOUT.equals(e.getSQLState())) {
                throw e;
            }
            connection.prepare("ROLLBACK").execute();
            connection.setInTransaction(false);
            return read();
        }
    }

    /** Does a step, or reads what is new. It ends a turn. */
    Answer write(List<StoredEvent> events, Set<TrialId> claims, Set<TrialId> releases) throws SQLException {
        PreparedStatement statement =
                connection.prepare(PATIENCE + WRITE + ";" + NEWS + (connection.isInTransaction() ? "; COMMIT" : ""));
        ImmutableList.Builder<LogHead> heads = ImmutableList.builder();
        LogHead end = known.head();
        for (StoredEvent event : events) {
            end = end.plus(event);
            heads.add(end);
        }
        setHeads(statement, end);
        setEvents(statement, events, heads.build());
        statement.setString(15, writer);
        statement.setLong(16, leaseMillis);
        statement.setArray(17, numbers(claims));
        statement.setString(18, writer);
        statement.setArray(19, numbers(releases));
        setNews(statement, 20);
        statement.execute();
        statement.getMoreResults();
        connection.setInTransaction(false);
        boolean done = false;
        ImmutableSet.Builder<TrialId> granted = ImmutableSet.builder();
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                int trial = rows.getInt(1);
                if (rows.wasNull()) {
                    done = true;
                } else {
                    granted.add(new TrialId(trial));
                }
            }
        }
        statement.getMoreResults();
        try (ResultSet rows = statement.getResultSet()) {
            return answer(rows, done, granted.build(), done ? end : known.head());
        }
    }

    private void setHeads(PreparedStatement statement, LogHead end) throws SQLException {
        statement.setLong(1, end.version());
        statement.setBytes(2, end.digest().asBytes());
        statement.setBytes(3, end.seal(known.record()).asBytes());
        statement.setLong(4, known.number());
        statement.setLong(5, known.head().version());
        statement.setBytes(6, known.head().digest().asBytes());
        statement.setBytes(7, known.head().seal(known.record()).asBytes());
        statement.setBytes(8, known.record().asBytes());
    }

    private void setEvents(PreparedStatement statement, List<StoredEvent> events, List<LogHead> heads)
            throws SQLException {
        Connection arrays = connection.connection();
        statement.setArray(
                9,
                arrays.createArrayOf(
                        "int8", heads.stream().map(LogHead::version).toArray()));
        statement.setArray(
                10,
                arrays.createArrayOf(
                        "text", events.stream().map(StoredEvent::kind).toArray()));
        statement.setArray(
                11,
                arrays.createArrayOf(
                        "int4",
                        events.stream()
                                .map(event -> event.trial().isPresent()
                                        ? event.trial().getAsInt()
                                        : null)
                                .toArray(Integer[]::new)));
        statement.setArray(
                12,
                arrays.createArrayOf(
                        "text", events.stream().map(StoredEvent::payload).toArray()));
        statement.setArray(
                13,
                arrays.createArrayOf(
                        "bytea", events.stream().map(StoredEvent::curve).toArray(byte[][]::new)));
        statement.setArray(
                14,
                arrays.createArrayOf(
                        "bytea",
                        heads.stream().map(head -> head.digest().asBytes()).toArray(byte[][]::new)));
    }

    private java.sql.Array numbers(Collection<TrialId> trials) throws SQLException {
        return connection
                .connection()
                .createArrayOf("int4", trials.stream().map(TrialId::number).toArray());
    }

    private void setNews(PreparedStatement statement, int first) throws SQLException {
        statement.setLong(first, known.head().version());
        statement.setString(first + 1, writer);
        statement.setLong(first + 2, known.number());
    }

    /**
     * Reads the rows of {@link #NEWS}.
     *
     * @param start what the events of others follow
     */
    private Answer answer(ResultSet rows, boolean done, Set<TrialId> granted, LogHead start) throws SQLException {
        if (!rows.next()) {
            throw new SearchException("there is no study named '" + known.study() + "' in " + connection.place()
                    + " any more\nMaybe it was deleted by hand.");
        }
        Row row = new Row(rows);
        StudyRow study = StudyRow.of(connection, known.study(), row, STUDY_COLUMN);
        known.requireNothingLost(connection, study);
        EventRows.Chain chain = new EventRows(connection, study).new Chain(start);
        ImmutableSet.Builder<TrialId> elsewhere = ImmutableSet.builder();
        boolean more = rows.getObject(1) != null;
        while (more) {
            chain.add(row);
            if (rows.getObject(CLAIM_COLUMN) != null) {
                elsewhere.add(new TrialId(rows.getInt(CLAIM_COLUMN)));
            }
            more = rows.next();
        }
        StudyNews news = new StudyNews(chain.end(), elsewhere.build());
        return new Answer(study, new StudyWrite.Result(done, granted, news));
    }
}
