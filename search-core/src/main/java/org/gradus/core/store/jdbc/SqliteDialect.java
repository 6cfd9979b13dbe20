package org.gradus.core.store.jdbc;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.gradus.core.store.Claims;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;

/**
 * SQLite. The version of the schema is its {@code user_version}; {@code application_id} tells a store from other databases.
 *
 * @param migrations see {@link SqlDialect#migrations}
 */
record SqliteDialect(List<Migration> migrations) implements SqlDialect {
    /** "Grad" in ASCII. */
    static final int APPLICATION_ID = 0x47726164;

    /** How long a writer waits for another. */
    static final int BUSY_SECONDS = 60;

    private static final int PRIMARY_CODE = 0xff;
    private static final int ERROR = 1;
    private static final int PERM = 3;
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READONLY = 8;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int NOTADB = 26;

    SqliteDialect {
        migrations = ImmutableList.copyOf(migrations);
    }

    /** With the schema of this version of Gradus. */
    SqliteDialect() {
        this(ImmutableList.of(SqliteSchema.FIRST, SqliteSchema.CHAIN, SqliteSchema.SETTINGS));
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public String begin() {
        return "BEGIN IMMEDIATE";
    }

    /** The transaction has begun as the only one that writes. What it frees is overwritten. */
    @Override
    public void beginMigration(Connection connection) throws SQLException {
        execute(connection, "PRAGMA secure_delete = ON");
    }

    /** Rewrites the file, so that nothing that was taken out of it is left in its free space. */
    @Override
    public void endMigration(Connection connection) throws SQLException {
        execute(connection, "VACUUM");
        execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        execute(connection, "PRAGMA secure_delete = OFF");
    }

    @Override
    public void check(StoreConnection connection) throws SQLException {
        SqliteCheck.requireSoundSchema(connection);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public int schemaVersion(Connection connection) throws SQLException {
        return pragma(connection, "user_version");
    }

    @Override
    public void setSchemaVersion(Connection connection, int version) throws SQLException {
        SqliteCheck.noteSchema(connection);
        execute(connection, "PRAGMA application_id = " + APPLICATION_ID);
        execute(connection, "PRAGMA user_version = " + version);
    }

    /** Whether it is empty or a store, and not another database. */
    static boolean isOurs(Connection connection) throws SQLException {
        if (pragma(connection, "application_id") == APPLICATION_ID) {
            return true;
        }
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
            return tables.next() && tables.getInt(1) == 0;
        }
    }

    private static int pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet value = statement.executeQuery("PRAGMA " + name)) {
            return value.next() ? value.getInt(1) : 0;
        }
    }

    @Override
    public Claims join(StoreConnection connection, StudyId study, long number, Duration lease) {
        Path lock = lock(Path.of(connection.place()), number);
        StudyLock taken = StudyLock.take(lock, study, connection.place());
        return new SqliteClaims(connection, study, taken);
    }

    /** Beside the file itself, so that names that are links to it share the lock. */
    private static Path lock(Path store, long number) {
        try {
            Path file = store.toRealPath();
            return file.resolveSibling(file.getFileName() + "-lock" + number);
        } catch (IOException e) {
            throw new SearchException("the store " + store + " cannot be read: " + e, e);
        }
    }

    /** Whether another process had a lock on the file. */
    static boolean isBusy(SQLException failure) {
        int code = failure.getErrorCode() & PRIMARY_CODE;
        return code == BUSY || code == LOCKED;
    }

    @Override
    public SearchException explain(String place, SQLException failure) {
        String store = "the store " + place;
        String message =
                switch (failure.getErrorCode() & PRIMARY_CODE) {
                    case FULL ->
                        store + " cannot grow: the disk is full"
                                + "\nMaybe make room and run again; what was acknowledged before is kept.";
                    case ERROR ->
                        store + " is damaged: " + failure.getMessage()
                                + "\nMaybe its tables were changed by hand; make a copy of it.";
                    case CORRUPT ->
                        store + " is damaged: " + failure.getMessage()
                                + "\nMaybe take a copy of it, or save what can be read with: sqlite3 FILE .recover";
                    case NOTADB -> noStore(place);
                    case BUSY, LOCKED ->
                        store + " was locked by another process for longer than " + BUSY_SECONDS + " s"
                                + "\nMaybe an SQL tool holds a transaction open on it; end that and run again.";
                    case READONLY, PERM -> notWritable(place);
                    case CANTOPEN ->
                        store + " cannot be opened: " + failure.getMessage()
                                + "\nMaybe its folder may not be written, which a store needs for its -wal and -shm files.";
                    case IOERR ->
                        store + " cannot be read or written: " + failure.getMessage()
                                + "\nMaybe its disk fails or is gone; what was acknowledged before is kept on it.";
                    default -> store + " failed: " + failure.getMessage();
                };
        return new SearchException(message, failure);
    }

    /** The message for a file that is something else. */
    static String noStore(String place) {
        return "the store " + place + " is not a store of studies: it is not an SQLite database"
                + "\nMaybe another file was meant; choose the name of a new file.";
    }

    /** The message for a file that may only be read. */
    static String notWritable(String place) {
        return "the store " + place + " may not be written"
                + "\nMaybe it belongs to another user, or its folder or disk is read-only; reports can still be made from"
                + " it.";
    }
}
