package org.gradus.reports.internal.exports.optuna;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lock by which Optuna's {@code JournalFileSymlinkLock} keeps writers of a journal apart: a symbolic link beside it. Like Optuna,
 * a lock that nobody gives back for 30 s is taken for one that a killed process left. Where links cannot be made, it is a file, as
 * {@code JournalFileOpenLock} makes it.
 */
final class JournalLock implements AutoCloseable {
    private static final long PAUSE_MILLIS = 20;
    private static final long GRACE_MILLIS = 30_000;

    private final Path file;

    private JournalLock(Path file) {
        this.file = file;
    }

    /** Waits until nobody else has the lock, and takes it. */
    static JournalLock of(Path journal) throws IOException, InterruptedException {
        Path file = journal.resolveSibling(journal.getFileName() + ".lock");
        @Nullable FileTime seen = null;
        long waited = 0;
        while (!take(file, journal)) {
            FileTime now = age(file);
            boolean same = now != null && now.equals(seen);
            waited = same ? waited + PAUSE_MILLIS : 0;
            seen = now;
            if (waited > GRACE_MILLIS) {
                Files.deleteIfExists(file);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return new JournalLock(file);
    }

    private static boolean take(Path file, Path journal) throws IOException {
        try {
            Files.createSymbolicLink(file, journal);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException e) {
            return create(file);
        }
    }

    private static boolean create(Path file) throws IOException {
        try {
            Files.createFile(file);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static @Nullable FileTime age(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
