package org.gradus.core.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.gradus.core.trial.SearchException;

/** What differs from database to database. Stateless. */
interface SqlDialect {
    /** Begins a transaction in which nobody else can write. */
    String begin();

    /** What brings an empty database to the newest schema: the first element to version 1, the next to version 2. */
    List<Migration> migrations();

    /** The version of the schema that is there; 0 in an empty database. */
    int schemaVersion(Connection connection) throws SQLException;

    /** Notes the version of the schema, within the transaction that made it so. */
    void setSchemaVersion(Connection connection, int version) throws SQLException;

    /**
     * What a failure means, with advice.
     *
     * @param place the database, for the message
     */
    SearchException explain(String place, SQLException failure);

    /** The statements that bring a schema to the next version. */
    record Migration(List<String> statements) {
        public Migration {
            statements = List.copyOf(statements);
        }
    }
}
