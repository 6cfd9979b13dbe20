package org.gradus.core.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognizes the files of studies, which nothing but a store may write. */
public final class StudyFiles {
    /** "Database File Format" of the SQLite documentation, section 1.3. */
    private static final byte[] HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /** What the names of the files end in that SQLite and Gradus keep beside a database. */
    private static final Pattern COMPANION = Pattern.compile("(.+)-(wal|shm|journal|lock\\d+)", Pattern.DOTALL);

    private StudyFiles() {}

    /** Whether a file is there and is an SQLite database, or belongs to one that is beside it. */
    public static boolean isStudy(Path file) {
        Matcher companion = COMPANION.matcher(String.valueOf(file.getFileName()));
        return isDatabase(file)
                || (companion.matches()
                        && Files.isRegularFile(file)
                        && isDatabase(file.resolveSibling(companion.group(1))));
    }

    /** Whether one file is kept beside a database of the other name, whether they are there or not. */
    public static boolean isCompanion(Path file, Path database) {
        Matcher companion = COMPANION.matcher(String.valueOf(file.getFileName()));
        return companion.matches() && file.resolveSibling(companion.group(1)).equals(database);
    }

    /** Whether a file is there and begins as SQLite databases do. */
    public static boolean isDatabase(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(HEADER.length), HEADER);
        } catch (IOException e) {
            return false; // What cannot be read is not replaced either: that is found when it is written.
        }
    }
}
