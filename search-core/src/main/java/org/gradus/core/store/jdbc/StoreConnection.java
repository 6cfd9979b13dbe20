package org.gradus.core.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.store.Claims;
import org.gradus.core.store.StoreUnavailableException;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a database and its prepared statements, for one thread at a time. It is made when it is first needed; where
 * it is lost, the next call makes another. Thread-safe.
 */
final class StoreConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreConnection.class);

    private final String place;
    private final SqlDialect dialect;
    private final Source source;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private @Nullable Connection connection;
    private boolean closed;

    /** Whether a transaction was begun that a later piece of work ends. */
    private boolean inTransaction;

    /** Makes connections. */
    interface Source {
        Connection connect() throws SQLException;

        /** Gives up what connections needed besides, once the last is closed. */
        default void release() {}
    }

    /** Something to do with the database. */
    interface Work<T> {
        T run(StoreConnection connection) throws SQLException;
    }

    /**
     * Connects when there is something to do.
     *
     * @param place the database, for messages
     */
    StoreConnection(String place, SqlDialect dialect, Source source) {
        this.place = place;
        this.dialect = dialect;
        this.source = source;
    }

    String place() {
        return place;
    }

    /** Another connection to the same database, which does not wait for this one. */
    StoreConnection another() {
        return new StoreConnection(place, dialect, source);
    }

    boolean isInTransaction() {
        return inTransaction;
    }

    /** Says that a transaction was begun that a later piece of work ends, or was ended. */
    void setInTransaction(boolean value) {
        inTransaction = value;
    }

    /** Whether several processes may write to a study. */
    boolean isShared() {
        return dialect.isShared();
    }

    /** The connection itself, within a piece of work. */
    Connection connection() throws SQLException {
        if (connection == null) {
            connection = source.connect();
        }
        return connection;
    }

    /** The statement, prepared once. */
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection().prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    /**
     * Reads, or makes a change that is one statement.
     *
     * @throws SearchException if the database fails or is closed
     */
    synchronized <T> T read(Work<T> work) {
        requireOpen();
        try {
            return work.run(this);
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    /**
     * Writes, all or nothing; once this returns, what was written survives a crash of the machine.
     *
     * @throws SearchException if the database fails or is closed; nothing is written then
     */
    synchronized <T> T write(Work<T> work) {
        requireOpen();
        try {
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
            throw explained(e);
        }
    }

    /**
     * What a failure means; a connection that is lost, or in the middle of a turn, is forgotten. Statements are forgotten after every
     * failure: the driver of SQLite ends one that failed, and using it again would fail for that reason alone.
     */
    private SearchException explained(SQLException failure) {
        SearchException explained = dialect.explain(place, failure);
        if (inTransaction || explained instanceof StoreUnavailableException) {
            forget();
        } else {
            forgetStatements();
        }
        return explained;
    }

    private void forgetStatements() {
        for (PreparedStatement statement : statements.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                LOG.debug("a statement did not close: {}", e.getMessage());
            }
        }
        statements.clear();
    }

    /** Says that something in the database is not what was stored. */
    SearchException damaged(String what, RuntimeException cause) {
        return new SearchException(
                what + " in the store " + place + " is damaged: " + cause.getMessage()
                        + "\nMaybe take a copy of the store, or begin another study.",
                cause);
    }

    private void forget() {
        inTransaction = false;
        statements.clear();
        Connection lost = connection;
        connection = null;
        try {
            if (lost != null) {
                lost.close();
            }
        } catch (SQLException e) {
            LOG.debug("the lost connection did not close: {}", e.getMessage());
        }
    }

    private void rollBack() {
        try {
            prepare("ROLLBACK").execute();
        } catch (SQLException e) {
            LOG.debug("the database had rolled back by itself: {}", e.getMessage());
        }
    }

    private void requireOpen() {
        if (closed) {
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
        int before = read(c -> dialect.schemaVersion(c.connection()));
        if (before == migrations.size()) {
            return;
        }
        write(c -> {
            dialect.beginMigration(c.connection());
            int version = requireKnownSchema();
            for (SqlDialect.Migration migration : migrations.subList(version, migrations.size())) {
                migration.run(c);
            }
            dialect.setSchemaVersion(c.connection(), migrations.size());
            return version;
        });
        if (before > 0) {
            read(c -> {
                dialect.endMigration(c.connection());
                return before;
            });
        }
    }

    /**
     * Looks for damage that reading does not show.
     *
     * @throws SearchException if there is some
     */
    void check() {
        read(c -> {
            dialect.check(c);
            return c;
        });
    }

    /**
     * The version of the schema.
     *
     * @throws SearchException if it is newer than this version of Gradus
     */
    int requireKnownSchema() throws SQLException {
        int version = dialect.schemaVersion(connection());
        int known = dialect.migrations().size();
        if (version > known) {
            throw new SearchException("the store " + place + " was written by a newer Gradus: its schema is version "
                    + version + ", and this Gradus knows " + known + "\nMaybe update Gradus, or use another store.");
        }
        return version;
    }

    /**
     * Refuses, for reading alone, a schema that would have to be changed first.
     *
     * @throws SearchException if it is older or newer than this version of Gradus
     */
    void requireNewestSchema() {
        int version = read(StoreConnection::requireKnownSchema);
        if (version < dialect.migrations().size()) {
            throw new SearchException("the store " + place + " has "
                    + (version == 0 ? "no study" : "the older schema " + version)
                    + "\nMaybe open it for writing once.");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        forget();
        source.release();
    }
}
