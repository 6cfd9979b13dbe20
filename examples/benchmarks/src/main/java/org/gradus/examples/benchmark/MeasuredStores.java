package org.gradus.examples.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;

/** What is refused as a place for stores that are measured. */
final class MeasuredStores {
    private MeasuredStores() {}

    /** Refuses what is no address of a database in PostgreSQL; it is not shown, for a password may be in it. */
    static void requirePostgres(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "--postgresql must be an address such as jdbc:postgresql://host:port/database");
        }
    }

    /** Refuses what is no folder. */
    static void requireFolder(Path folder) {
        if (!Files.isDirectory(folder.toAbsolutePath())) {
            throw new IllegalArgumentException("--folder: there is no folder " + folder);
        }
    }
}
