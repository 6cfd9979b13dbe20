package org.gradus.core.store.jdbc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import org.gradus.core.trial.SearchException;

/** Opens stores of studies. */
public final class StudyStores {
    /** SQLITE_OPEN_READONLY and SQLITE_OPEN_URI of sqlite3.h. */
    private static final String READ_ONLY = String.valueOf(0x1 | 0x40);

    private StudyStores() {}

    /**
     * The store in an SQLite file, for reading and writing.
     *
     * @param file made if it is not there; its folder must be
     * @throws SearchException if it cannot be opened, is something else, is damaged, or was written by a newer Gradus
     */
    public static JdbcStudyStore open(Path file) {
        return open(file, new SqliteDialect());
    }

    static JdbcStudyStore open(Path file, SqliteDialect dialect) {
        requireFolder(file);
        requireNoFolder(file);
        Connection connection = connect(file, dialect, "jdbc:sqlite:" + file.toAbsolutePath(), properties());
        return opened(file, dialect, connection, true);
    }

    /**
     * The store in an SQLite file, for reading alone: while another process writes, and on read-only media.
     *
     * @throws SearchException if it cannot be opened, is something else, is damaged, or was written by a newer Gradus
     */
    public static JdbcStudyStore openReadOnly(Path file) {
        requireNoFolder(file);
        if (!Files.exists(file)) {
            throw new SearchException("there is no store " + file + "\nMaybe its name or folder is another.");
        }
        SqliteDialect dialect = new SqliteDialect();
        Properties properties = properties();
        properties.setProperty("open_mode", READ_ONLY);
        // On read-only media nobody writes, and SQLite could not make the files by which readers and writers meet.
        String query = Files.isWritable(file.toAbsolutePath().getParent()) ? "?mode=ro" : "?immutable=1";
        Connection connection =
                connect(file, dialect, "jdbc:sqlite:file:" + file.toUri().getRawPath() + query, properties);
        return opened(file, dialect, connection, false);
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("synchronous", "FULL");
        properties.setProperty("busy_timeout", String.valueOf(SqliteDialect.BUSY_SECONDS * 1000));
        return properties;
    }

    private static void requireNoFolder(Path file) {
        if (Files.isDirectory(file)) {
            throw new SearchException(
                    "the store " + file + " is a folder\nMaybe name a file in it: " + file.resolve("search.study"));
        }
    }

    private static void requireFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new SearchException("the folder of the store " + file + " is not there\nMaybe make it first.");
        }
    }

    private static Connection connect(Path file, SqlDialect dialect, String url, Properties properties) {
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("08001")) {
                throw new SearchException(
                        "the store " + file + " needs the SQLite driver, which is not there"
                                + "\nMaybe add org.xerial:sqlite-jdbc to the class path.",
                        e);
            }
            throw dialect.explain(file.toString(), e);
        }
    }

    private static JdbcStudyStore opened(Path file, SqliteDialect dialect, Connection connection, boolean writable) {
        StoreConnection store = new StoreConnection(file.toString(), dialect, connection);
        boolean fine = false;
        try {
            store.read(c -> {
                if (!SqliteDialect.isOurs(connection)) {
                    throw new SearchException("the store " + file + " is an SQLite database, but holds something else"
                            + "\nMaybe choose a name that is not there yet for a new store.");
                }
                return c.requireKnownSchema();
            });
            if (writable) {
                store.read(c -> writeAhead(file, connection));
                store.migrate();
            } else {
                store.read(c -> requireNewestSchema(file, dialect, connection));
            }
            fine = true;
            return new JdbcStudyStore(store);
        } finally {
            if (!fine) {
                store.close();
            }
        }
    }

    /** Switches to a write-ahead log, in which readers and the writer do not block each other. */
    private static String writeAhead(Path file, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
            String reached = mode.next() ? mode.getString(1).toLowerCase(Locale.ROOT) : "none";
            if (!reached.equals("wal")) {
                throw new SearchException("the store " + file + " needs a write-ahead log, but its disk allows only '"
                        + reached + "'\nMaybe put it on a disk of this machine.");
            }
            return reached;
        }
    }

    private static int requireNewestSchema(Path file, SqliteDialect dialect, Connection connection)
            throws SQLException {
        int version = dialect.schemaVersion(connection);
        if (version < dialect.migrations().size()) {
            throw new SearchException("the store " + file + " has "
                    + (version == 0 ? "no study" : "the older schema " + version)
                    + "\nMaybe open it for writing once.");
        }
        return version;
    }
}
