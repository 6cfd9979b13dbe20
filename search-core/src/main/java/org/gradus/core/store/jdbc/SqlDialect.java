package org.gradus.core.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.gradus.core.store.Claims;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;

/** What differs from database to database. Stateless. */
interface SqlDialect {
    /** Whether several processes may write to a study, so that appends are {@link PostgresStep}s. */
    boolean isShared();

    /** Begins a transaction. */
    String begin();

    /** Prevents, within a transaction, that another process changes the schema until it ends. */
    void beginMigration(Connection connection) throws SQLException;

    /** Sees to it, after the transaction of a migration, that what it took out is not left in free space. */
    void endMigration(Connection connection) throws SQLException;

    /**
     * Looks, when a store is opened, for damage that reading does not show.
     *
     * @throws SearchException if there is some
     */
    void check(StoreConnection connection) throws SQLException;

    /** What brings an empty database to the newest schema: the first element to version 1, the next to version 2. */
    List<Migration> migrations();

    /** The version of the schema that is there; 0 in an empty database. */
    int schemaVersion(Connection connection) throws SQLException;

    /** Notes the version of the schema, within the transaction that made it so. */
    void setSchemaVersion(Connection connection, int version) throws SQLException;

    /**
     * What a failure means, with advice; a {@link org.gradus.core.store.StoreUnavailableException} if another connection may
     * help, now or later.
     *
     * @param place the database, for the message
     */
    SearchException explain(String place, SQLException failure);

    /**
     * Joins the writers of a study.
     *
     * @param number of the study in the database
     * @param lease for how long a claim is good unless renewed, where there can be several
     * @throws SearchException if there can be one and is one already, saying what to use instead
     */
    Claims join(StoreConnection connection, StudyId study, long number, Duration lease);

    /** What brings a schema to the next version, within a transaction. */
    interface Migration {
        void run(StoreConnection connection) throws SQLException;

        /** Statements, one after the other. */
        static Migration of(List<String> statements) {
            List<String> all = List.copyOf(statements);
            return connection -> {
                try (Statement statement = connection.connection().createStatement()) {
                    for (String sql : all) {
                        statement.execute(sql);
                    }
                }
            };
        }

        /** This, and then others. */
        default Migration then(Migration next) {
            return connection -> {
                run(connection);
                next.run(connection);
            };
        }
    }
}
