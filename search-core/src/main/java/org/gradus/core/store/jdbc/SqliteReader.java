package org.gradus.core.store.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.study.SearchException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to an SQLite file for reading alone. A store of an older schema is left as it is: what is read is a copy in the
 * folder for temporary files, brought to the newest schema, and deleted when the store is closed. For one thread at a time.
 */
final class SqliteReader implements StoreConnection.Source {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteReader.class);

    private final Path file;
    private final SqliteDialect dialect;
    private final String query;
    private final List<Path> copies = new ArrayList<>();

    /**
     * Connects when it is asked to.
     *
     * @param query how SQLite opens the file
     */
    SqliteReader(Path file, SqliteDialect dialect, String query) {
        this.file = file;
        this.dialect = dialect;
        this.query = query;
    }

    @Override
    public Connection connect() throws SQLException {
        Connection original = StudyStores.connect(file, StudyStores.READ_ONLY, query);
        boolean older = false;
        try {
            older = isOlderStore(original);
            return older ? copy(original) : original;
        } finally {
            if (older) {
                original.close();
            }
        }
    }

    private boolean isOlderStore(Connection original) throws SQLException {
        int version = dialect.schemaVersion(original);
        return version > 0 && version < dialect.migrations().size() && SqliteDialect.isOurs(original);
    }

    /** A snapshot, also while another process writes to the original. */
    private Connection copy(Connection original) throws SQLException {
        Path copy = newFolder().resolve("copy.study");
        copies.add(copy);
        String place = file + " (copied to " + copy + ")";
        try (PreparedStatement vacuum = original.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, copy.toString());
            vacuum.execute();
        } catch (SQLException e) {
            throw dialect.explain(place, e);
        }
        try (StoreConnection store = new StoreConnection(
                place, dialect, () -> StudyStores.connect(copy, StudyStores.WRITABLE, "?mode=rw"))) {
            store.migrate();
        }
        return StudyStores.connect(copy, StudyStores.READ_ONLY, "?mode=ro");
    }

    /** For its owner alone. */
    private Path newFolder() {
        try {
            return Files.createTempDirectory("gradus-");
        } catch (IOException e) {
            throw new SearchException(
                    "the store " + file + " has an older schema, and cannot be copied to be read: " + e
                            + "\nMaybe name another folder for temporary files with -Djava.io.tmpdir=FOLDER, or open the"
                            + " store for writing once.",
                    e);
        }
    }

    @Override
    public void release() {
        for (Path copy : copies) {
            try {
                Files.deleteIfExists(copy);
                Files.deleteIfExists(copy.resolveSibling(""));
            } catch (IOException e) {
                LOG.warn("the copy {} of the store {} could not be deleted: {}", copy, file, e.toString());
            }
        }
        copies.clear();
    }
}
