package org.gradus.core.store.jdbc;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.gradus.core.store.StudyFiles;
import org.gradus.core.study.SearchException;

/** Opens stores of studies. */
public final class StudyStores {
    /** SQLITE_OPEN_READWRITE, SQLITE_OPEN_CREATE and SQLITE_OPEN_URI of sqlite3.h. */
    static final int WRITABLE = 0x2 | 0x4 | 0x40;

    /** SQLITE_OPEN_READONLY and SQLITE_OPEN_URI. */
    static final int READ_ONLY = 0x1 | 0x40;

    private static final int SWITCH_PAUSE_MILLIS = 10;

    private StudyStores() {}

    /**
     * The store of an address, for reading and writing: a file name for SQLite, or {@code
     * jdbc:postgresql://host:port/database}, where many workers may share a study. User and password are options of the
     * address ({@code ?user=...&password=...}), or {@code PGUSER} and {@code PGPASSWORD} in the environment, or in {@code
     * ~/.pgpass}; a password is never logged, stored or shown.
     *
     * @throws org.gradus.core.store.StoreUnavailableException if the server cannot be reached
     * @throws SearchException if it cannot be opened, is something else, is damaged, or was written by a newer Gradus
     */
    public static JdbcStudyStore open(String address) {
        return address.startsWith(PostgresAddress.PREFIX)
                ? open(PostgresAddress.of(address, System.getenv()), true)
                : open(path(address));
    }

    /**
     * The store of an address, for reading alone.
     *
     * @param address as for {@link #open(String)}
     * @throws SearchException as {@link #open(String)} does, and if there is no store yet
     */
    public static JdbcStudyStore openReadOnly(String address) {
        return address.startsWith(PostgresAddress.PREFIX)
                ? open(PostgresAddress.of(address, System.getenv()), false)
                : openReadOnly(path(address));
    }

    /** A file, and not the address of some other database; that is not shown, for a password may be in it. */
    private static Path path(String address) {
        int colon = address.indexOf(':');
        if (address.startsWith("jdbc:") || (colon > 1 && address.startsWith("://", colon))) {
            throw new SearchException("a store is a file or " + PostgresAddress.PREFIX + "//host:port/database, but its"
                    + " address begins with '" + address.substring(0, colon) + ":'"
                    + "\nMaybe the address of the PostgreSQL driver was meant, or the name of an SQLite file alone.");
        }
        try {
            return Path.of(address);
        } catch (InvalidPathException e) {
            throw new SearchException("the store cannot be a file: " + e.getMessage(), e);
        }
    }

    private static JdbcStudyStore open(PostgresAddress address, boolean writable) {
        return open(address, new PostgresDialect(address.schema()), writable);
    }

    static JdbcStudyStore open(PostgresAddress address, PostgresDialect dialect, boolean writable) {
        StoreConnection store = new StoreConnection(address.place(), dialect, address::connect);
        return opened(store, () -> store.read(StoreConnection::requireKnownSchema), writable);
    }

    /**
     * A store whose schema is the newest; its connection is closed if it cannot be.
     *
     * @param before what must hold, or be set up, before the schema is brought up to date
     */
    private static JdbcStudyStore opened(StoreConnection store, Runnable before, boolean writable) {
        boolean fine = false;
        try {
            before.run();
            if (writable) {
                store.migrate();
            } else {
                store.requireNewestSchema();
            }
            store.check();
            fine = true;
            return new JdbcStudyStore(store);
        } finally {
            if (!fine) {
                store.close();
            }
        }
    }

    /**
     * The store in an SQLite file, for reading and writing.
     *
     * @param file made if it does not exist; its folder must be
     * @throws SearchException if it cannot be opened, is something else, is damaged, or was written by a newer Gradus
     */
    public static JdbcStudyStore open(Path file) {
        return open(file, new SqliteDialect());
    }

    /** Whether there is something under an address: a store, or what is in its place; of a server it is taken for granted. */
    public static boolean exists(String address) {
        return file(address).map(Files::exists).orElse(true);
    }

    /**
     * The file of a store; empty if a server keeps it.
     *
     * @param address as for {@link #open(String)}
     * @throws SearchException if it is the address of something else
     */
    public static Optional<Path> file(String address) {
        return address.startsWith(PostgresAddress.PREFIX) ? Optional.empty() : Optional.of(path(address));
    }

    static JdbcStudyStore open(Path file, SqliteDialect dialect) {
        requireFolder(file);
        requireNoFolder(file);
        requireStoreOrNothing(file);
        requireWritable(file);
        return opened(file, dialect, () -> connect(file, WRITABLE, "?mode=rwc"), true);
    }

    /**
     * The store in an SQLite file, for reading alone: while another process writes, and on read-only media. One of an older
     * schema stays as it is; a copy of it is read, which takes as much room in the folder for temporary files until the store
     * is closed.
     *
     * @throws SearchException if it cannot be opened, is something else, is damaged, or was written by a newer Gradus
     */
    public static JdbcStudyStore openReadOnly(Path file) {
        requireNoFolder(file);
        if (!Files.exists(file)) {
            throw new SearchException("there is no store " + file + "\nMaybe its name or folder is another.");
        }
        requireStoreOrNothing(file);
        SqliteDialect dialect = new SqliteDialect();
        String query = isImmutable(file) ? "?immutable=1" : "?mode=ro";
        return opened(file, dialect, new SqliteReader(file, dialect, query), false);
    }

    /**
     * Whether no process can be writing, and everything written is in the file itself. SQLite must be told, because it could
     * not make the files beside it by which readers and writers meet.
     */
    private static boolean isImmutable(Path file) {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        return !Files.isWritable(folder(file)) && !Files.exists(log);
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().resolveSibling("");
    }

    private static void requireNoFolder(Path file) {
        if (Files.isDirectory(file)) {
            throw new SearchException(
                    "the store " + file + " is a folder\nMaybe name a file in it: " + file.resolve("search.study"));
        }
    }

    /**
     * SQLite would take a file of a few bytes for an empty database and write over it, wait forever for a pipe, and delete
     * the log of a database whose file was emptied.
     */
    private static void requireStoreOrNothing(Path file) {
        try {
            if (!Files.exists(file)) {
                return;
            }
            // Another process may be making the store meanwhile, so that what is empty here is a database a moment
            // later.
            boolean empty = Files.isRegularFile(file) && Files.size(file) == 0;
            if (!empty && !StudyFiles.isDatabase(file)) {
                throw new SearchException(SqliteDialect.noStore(file.toString()));
            }
            Path log = file.toRealPath().resolveSibling(file.toRealPath().getFileName() + "-wal");
            if (empty && Files.exists(log) && Files.size(log) > 0 && Files.size(file) == 0) {
                throw new SearchException("the store " + file + " is empty, but its log " + log.getFileName()
                        + " is not\nMaybe the file was emptied; take a copy of both before anything else.");
            }
        } catch (IOException e) {
            throw new SearchException("the store " + file + " cannot be read: " + e, e);
        }
    }

    /** SQLite would open it for reading, and say so at the first append. */
    private static void requireWritable(Path file) {
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new SearchException(SqliteDialect.notWritable(file.toString()));
        }
    }

    private static void requireFolder(Path file) {
        if (!Files.isDirectory(folder(file))) {
            throw new SearchException("the folder of the store " + file + " does not exist\nMaybe create it first.");
        }
    }

    /** As a URI, so that a name may have any character. */
    static Connection connect(Path file, int mode, String query) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("open_mode", String.valueOf(mode));
        properties.setProperty("synchronous", "FULL");
        properties.setProperty("busy_timeout", String.valueOf(SqliteDialect.BUSY_SECONDS * 1000));
        try {
            String path = file.toAbsolutePath().toUri().getRawPath();
            return DriverManager.getConnection("jdbc:sqlite:file:" + path + query, properties);
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("08001")) {
                throw new SearchException(
                        "the store " + file + " needs the SQLite driver, which is missing"
                                + "\nMaybe add org.xerial:sqlite-jdbc to the class path.",
                        e);
            }
            throw e;
        }
    }

    private static JdbcStudyStore opened(
            Path file, SqliteDialect dialect, StoreConnection.Source source, boolean writable) {
        StoreConnection store = new StoreConnection(file.toString(), dialect, source);
        return opened(store, () -> setUp(file, store, writable), writable);
    }

    private static void setUp(Path file, StoreConnection store, boolean writable) {
        store.read(c -> {
            if (!SqliteDialect.isOurs(c.connection())) {
                throw new SearchException("the store " + file + " is an SQLite database, but holds something else"
                        + "\nMaybe choose the name of a new file.");
            }
            SqliteCheck.requireSoundPages(c);
            return c.requireKnownSchema();
        });
        if (writable) {
            store.read(c -> writeAhead(file, c.connection()));
        }
    }

    /**
     * Switches to a write-ahead log, in which readers and the writer do not block each other. When several processes switch a
     * new file at once, SQLite refuses all but one without waiting; they ask again until it is done.
     */
    private static String writeAhead(Path file, Connection connection) throws SQLException {
        int attempts = SqliteDialect.BUSY_SECONDS * 1000 / SWITCH_PAUSE_MILLIS;
        for (int attempt = 1; attempt < attempts; attempt++) {
            try {
                return switched(file, connection);
            } catch (SQLException e) {
                if (!SqliteDialect.isBusy(e)) {
                    throw e;
                }
                Uninterruptibles.sleepUninterruptibly(SWITCH_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        return switched(file, connection);
    }

    private static String switched(Path file, Connection connection) throws SQLException {
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
}
