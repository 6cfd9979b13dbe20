package org.gradus.core.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.store.Claims;
import org.gradus.core.trial.SearchException;
import org.gradus.core.trial.StudyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to a database and its prepared statements, for one thread at a time. Thread-safe. */
final class StoreConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreConnection.class);

    private final String place;
    private final SqlDialect dialect;
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** Something to do with the database. */
    interface Work<T> {
        T run(StoreConnection connection) throws SQLException;
    }

    /**
     * Takes over a connection.
     *
     * @param place the database, for messages
     */
    StoreConnection(String place, SqlDialect dialect, Connection connection) {
        this.place = place;
        this.dialect = dialect;
        this.connection = connection;
    }

    String place() {
        return place;
    }

    /** The statement, prepared once. */
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    /**
     * Reads.
     *
     * @throws SearchException if the database fails or is closed
     */
    synchronized <T> T read(Work<T> work) {
        try {
            requireOpen();
            return work.run(this);
        } catch (SQLException e) {
            throw dialect.explain(place, e);
        }
    }

    /**
     * Writes, all or nothing; once this returns, what was written survives a crash of the machine.
     *
     * @throws SearchException if the database fails or is closed; nothing is written then
     */
    synchronized <T> T write(Work<T> work) {
        try {
            requireOpen();
            prepare(dialect.begin()).execute();
            boolean committed = false;
            try {
                T result = work.run(this);
                prepare("COMMIT").execute();
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    rollBack();
                }
            }
        } catch (SQLException e) {
            throw dialect.explain(place, e);
        }
    }

    private void rollBack() {
        try {
            prepare("ROLLBACK").execute();
        } catch (SQLException e) {
            LOG.debug("the database had rolled back by itself: {}", e.getMessage());
        }
    }

    private void requireOpen() throws SQLException {
        if (connection.isClosed()) {
            throw new SearchException("the store " + place + " is closed");
        }
    }

    /** Joins the writers of the study of that number. */
    Claims join(StudyId study, long number, Duration lease) {
        return dialect.join(this, study, number, lease);
    }

    /**
     * Brings the schema to the newest version.
     *
     * @throws SearchException if it is newer than this version of Gradus
     */
    void migrate() {
        List<SqlDialect.Migration> migrations = dialect.migrations();
        if (read(c -> dialect.schemaVersion(connection)) == migrations.size()) {
            return;
        }
        write(c -> {
            int version = requireKnownSchema();
            for (SqlDialect.Migration migration : migrations.subList(version, migrations.size())) {
                try (Statement statement = connection.createStatement()) {
                    for (String sql : migration.statements()) {
                        statement.execute(sql);
                    }
                }
            }
            dialect.setSchemaVersion(connection, migrations.size());
            return version;
        });
    }

    /**
     * The version of the schema.
     *
     * @throws SearchException if it is newer than this version of Gradus
     */
    int requireKnownSchema() throws SQLException {
        int version = dialect.schemaVersion(connection);
        int known = dialect.migrations().size();
        if (version > known) {
            throw new SearchException("the store " + place + " was written by a newer Gradus: its schema is version "
                    + version + ", and this Gradus knows " + known + "\nMaybe update Gradus, or use another store.");
        }
        return version;
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw dialect.explain(place, e);
        }
    }
}
