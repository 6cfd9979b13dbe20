package org.gradus.core.store.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gradus.core.store.StudyBusyException;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps other processes from writing to a study: a lock of the operating system on a file beside the store, which ends with
 * its process, however that ends. The file holds the number of the process, and goes with the lock.
 */
final class StudyLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StudyLock.class);

    /**
     * The files locked by this process. They must not be opened again: on POSIX systems closing any channel of a file gives up
     * all locks that the process has on it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private StudyLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param file whose lock it is
     * @param place the store, for messages
     * @throws StudyBusyException if another process has it
     */
    static StudyLock take(Path file, StudyId study, String place) {
        try {
            return takeAlone(
                    file.toAbsolutePath().resolveSibling("").toRealPath().resolve(file.getFileName()), study, place);
        } catch (IOException e) {
            throw new SearchException(
                    "the lock of study '" + study + "' cannot be taken: " + file + ": " + e
                            + "\nMaybe the folder of the store may not be written.",
                    e);
        }
    }

    private static StudyLock takeAlone(Path file, StudyId study, String place) throws IOException {
        if (!HELD.add(file)) {
            throw busy(study, place, "process " + ProcessHandle.current().pid());
        }
        @Nullable StudyLock lock = null;
        try {
            while (lock == null) {
                lock = attempt(file, study, place);
            }
            return lock;
        } finally {
            if (lock == null) {
                HELD.remove(file);
            }
        }
    }

    private static StudyBusyException busy(StudyId study, String place, String holder) {
        return new StudyBusyException("study '" + study + "' in the store " + place + " is in use by " + holder
                + "\nMaybe wait until that has ended, or name another study. Several workers share one study in a"
                + " PostgreSQL store: jdbc:postgresql://...");
    }

    /** The lock; null if its file was deleted by the process before while it was taken. */
    private static @Nullable StudyLock attempt(Path file, StudyId study, String place) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            if (channel.tryLock() == null) {
                throw busy(study, place, holder(file));
            }
            if (!isStillThere(file, channel)) {
                return null;
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            taken = true;
            return new StudyLock(file, channel);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    /** Whether the file of that name is the one that was locked: both show what is written now. */
    private static boolean isStillThere(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        channel.write(ByteBuffer.wrap(new byte[] {' '}), size);
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).size() == size + 1;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** By a reader of the file alone, whose end gives up no lock of this process, for it has none. */
    private static String holder(Path file) throws IOException {
        try {
            String process = Files.readString(file, StandardCharsets.US_ASCII).strip();
            return process.isEmpty() ? "another process" : "process " + process;
        } catch (NoSuchFileException e) {
            return "another process, which has just ended";
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            channel.close();
        } catch (IOException e) {
            LOG.warn("the lock file {} was not deleted, which is harmless: {}", file, e.getMessage());
        } finally {
            HELD.remove(file);
        }
    }
}
