package org.gradus.core.store.jdbc;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Finds the damage to an SQLite file that the digests of its events do not show: to pages, indexes, tables and views. */
final class SqliteCheck {
    private static final String OBJECTS = "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '')"
            + " FROM sqlite_master WHERE tbl_name IN ('studies', 'events', 'checkpoints', 'powers_of_two',"
            + " 'schema_digest', 'points', 'trials') AND type IN ('table', 'view') ORDER BY type, name";

    private SqliteCheck() {}

    /**
     * Refuses a file whose pages do not hang together, or whose indexes do not have what their tables have.
     *
     * @throws org.gradus.core.study.SearchException naming the first thing that is wrong
     */
    static void requireSoundPages(StoreConnection c) throws SQLException {
        try (Statement statement = c.connection().createStatement();
                ResultSet problems = statement.executeQuery("PRAGMA integrity_check(1)")) {
            String problem = problems.next() ? problems.getString(1) : "it cannot be checked";
            if (!"ok".equals(problem)) {
                throw c.damaged("a page", new IllegalArgumentException(problem.replaceAll("\\s*\\R\\s*", " ")));
            }
        }
    }

    /**
     * Refuses tables and views that are not those that were made. Other tables and views are left alone.
     *
     * @throws org.gradus.core.study.SearchException if they are not
     */
    static void requireSoundSchema(StoreConnection c) throws SQLException {
        try (Statement statement = c.connection().createStatement();
                ResultSet stored = statement.executeQuery("SELECT digest FROM schema_digest")) {
            if (!(stored.next() && new Row(stored).digest(1).equals(digest(c.connection())))) {
                throw new IllegalArgumentException("they are not those that were made, by their digest");
            }
            requirePowers(statement);
        } catch (IllegalArgumentException e) {
            throw c.damaged("the definition of tables and views", e);
        }
    }

    private static void requirePowers(Statement statement) throws SQLException {
        try (ResultSet powers = statement.executeQuery("SELECT exponent, value FROM powers_of_two ORDER BY exponent")) {
            int exponent = Double.MIN_EXPONENT - 52;
            while (powers.next()) {
                if (powers.getInt(1) != exponent || powers.getDouble(2) != Math.scalb(1.0, exponent)) {
                    throw new IllegalArgumentException("the powers of two are wrong at exponent " + exponent);
                }
                exponent++;
            }
            if (exponent != 972) {
                throw new IllegalArgumentException("the powers of two end at exponent " + exponent);
            }
        }
    }

    /** Notes what tables and views are, within the transaction that made them. */
    static void noteSchema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO schema_digest VALUES (?)")) {
            statement.execute("DELETE FROM schema_digest");
            insert.setBytes(1, digest(connection).asBytes());
            insert.executeUpdate();
        }
    }

    private static HashCode digest(Connection connection) throws SQLException {
        Hasher hasher = Hashing.sha256().newHasher();
        try (Statement statement = connection.createStatement();
                ResultSet objects = statement.executeQuery(OBJECTS)) {
            while (objects.next()) {
                hasher.putString(objects.getString(1) + "\n", StandardCharsets.UTF_8);
            }
        }
        return hasher.hash();
    }
}
