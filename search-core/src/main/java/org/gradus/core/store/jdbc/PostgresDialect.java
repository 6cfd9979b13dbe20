package org.gradus.core.store.jdbc;

import com.google.common.collect.ImmutableList;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.gradus.core.store.Claims;
import org.gradus.core.store.StoreUnavailableException;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;

/**
 * PostgreSQL, from 12 on. Tables and views lie in a schema of their own; the version of theirs is in the table {@code
 * schema_version}.
 *
 * @param migrations see {@link SqlDialect#migrations}
 * @param schema where the tables lie, to which the search path of each connection points
 */
record PostgresDialect(List<Migration> migrations, String schema) implements SqlDialect {
    /** "Grad" in ASCII: the lock of the database that a process holds while it changes a schema. */
    private static final int MIGRATION_LOCK = SqliteDialect.APPLICATION_ID;

    /** The classes of SQLSTATE that say that the connection is gone or was never made. */
    private static final String CONNECTION = "08";

    private static final String REJECTED = "08004";

    /** Shut down, crashed, starting up, idle for too long: see appendix A of PostgreSQL's manual. */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "57P05");

    /**
     * The server is there, but not for this: too many connections, a transaction that idled, a statement cancelled,
     * a conflict with another transaction, a deadlock. A retry may succeed.
     */
    private static final Set<String> BUSY = Set.of("53300", "25P03", "57014", "40001", "40P01");

    PostgresDialect {
        migrations = ImmutableList.copyOf(migrations);
    }

    /** With the schema of this version of Gradus. */
    PostgresDialect(String schema) {
        this(ImmutableList.of(PostgresSchema.FIRST, PostgresSchema.CHAIN, PostgresSchema.SETTINGS), schema);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public String begin() {
        return "BEGIN ISOLATION LEVEL READ COMMITTED";
    }

    @Override
    public void beginMigration(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + MIGRATION_LOCK + ")");
            if (!exists(connection, "to_regnamespace('" + schema + "')")) {
                statement.execute("CREATE SCHEMA " + schema);
            }
        }
    }

    @Override
    public void endMigration(Connection connection) {
        // What was taken out goes with the next VACUUM, which PostgreSQL does by itself.
    }

    @Override
    public void check(StoreConnection connection) {
        // Tables and indexes are the server's to check; what is read is checked by its digests.
    }

    private static boolean exists(Connection connection, String what) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT " + what + " IS NOT NULL")) {
            return found.next() && found.getBoolean(1);
        }
    }

    @Override
    public int schemaVersion(Connection connection) throws SQLException {
        if (!exists(connection, "to_regclass('" + schema + ".schema_version')")) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("SELECT version FROM schema_version")) {
            return version.next() ? version.getInt(1) : 0;
        }
    }

    @Override
    public void setSchemaVersion(Connection connection, int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(connection, "to_regclass('" + schema + ".schema_version')")) {
                statement.execute("CREATE TABLE schema_version (version integer NOT NULL)");
            }
            statement.execute("DELETE FROM schema_version");
            statement.execute("INSERT INTO schema_version (version) VALUES (" + version + ")");
        }
    }

    /** By a connection of its own, so that no long write of a model keeps a worker from saying that it lives. */
    @Override
    public Claims join(StoreConnection connection, StudyId study, long number, Duration lease) {
        return PostgresClaims.join(connection.another(), number, lease);
    }

    @Override
    public SearchException explain(String place, SQLException failure) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        String store = "the store " + place;
        String words = Objects.requireNonNullElse(failure.getMessage(), failure.toString())
                .replaceAll("\\s*\\R\\s*", " ");
        if (state.equals("55P03")) {
            return new StoreUnavailableException(
                    store + " was locked by another transaction for too long"
                            + "\nMaybe an SQL tool holds it open; end that.",
                    failure);
        }
        if (BUSY.contains(state)) {
            return new StoreUnavailableException(
                    store + " did not take that: " + words + "\nMaybe " + busyAdvice(state), failure);
        }
        if (AWAY.contains(state) || (state.startsWith(CONNECTION) && !state.equals(REJECTED))) {
            return new StoreUnavailableException(
                    store + " cannot be reached: " + words
                            + "\nMaybe the server is down, or another host or port was meant.",
                    failure);
        }
        return new SearchException(store + explanation(state, words), failure);
    }

    private static String busyAdvice(String state) {
        return switch (state) {
            case "53300" -> "there are too many connections: end some, or raise max_connections of the server.";
            case "57014" -> "a statement took too long or was cancelled by hand; see statement_timeout of the server.";
            case "25P03" -> "this process was stopped or starved in the middle of a write; nothing of it was kept.";
            default -> "other transactions wanted the same rows at the same time; nothing of this one was kept.";
        };
    }

    private String explanation(String state, String words) {
        return switch (state) {
            case "28P01", "28000", REJECTED ->
                " does not let this user in: " + words
                        + "\nMaybe user or password are wrong: they come from the address (?user=...&password=...), from"
                        + " PGUSER and PGPASSWORD, or from ~/.pgpass.";
            case "3D000" -> " does not exist: " + words + "\nMaybe create the database first: createdb NAME";
            case "42501" ->
                " does not allow that: " + words + "\nMaybe let its owner run: CREATE SCHEMA " + schema
                        + " AUTHORIZATION \"the user\"";
            case "42P07", "42723", "42710" ->
                " holds something else in the schema " + schema + ": " + words
                        + "\nMaybe name another schema in the address: ?currentSchema=...";
            case "42P01", "42703", "3F000" ->
                " is damaged: " + words + "\nMaybe the schema " + schema + " was changed by hand.";
            case "25006" ->
                " may not be written: " + words + "\nMaybe the server is a standby; use the address of the primary.";
            case "53100" ->
                " cannot grow: the disk of the server is full"
                        + "\nMaybe make room and run again; what was acknowledged before is kept.";
            default -> " failed: " + words;
        };
    }
}
