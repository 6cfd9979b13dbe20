package org.gradus.core.store.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.gradus.core.trial.SearchException;
import org.gradus.core.trial.StudyId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps other processes from writing to a study: a lock of the operating system on a file beside the store, which ends with
 * its process, however that ends. The file holds the number of the process, and goes with the lock.
 */
final class StudyLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StudyLock.class);

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
     * @throws SearchException if another process has it
     */
    static StudyLock take(Path file, StudyId study, String place) {
        try {
            StudyLock lock = null;
            while (lock == null) {
                lock = attempt(file, study, place);
            }
            return lock;
        } catch (IOException e) {
            throw new SearchException(
                    "the lock of study '" + study + "' cannot be taken: " + file + ": " + e
                            + "\nMaybe the folder of the store may not be written.",
                    e);
        }
    }

    /** The lock; null if its file was deleted by the process before while it was taken. */
    private static @Nullable StudyLock attempt(Path file, StudyId study, String place) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            if (!locked(channel)) {
                throw new SearchException("study '" + study + "' in the store " + place + " is worked on by "
                        + holder(file)
                        + "\nMaybe wait until that has ended, or name another study. Several workers share one"
                        + " study in a PostgreSQL store: jdbc:postgresql://...");
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

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
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

    private static String holder(Path file) throws IOException {
        String process = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return process.isEmpty() ? "another process" : "process " + process;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            channel.close();
        } catch (IOException e) {
            LOG.warn("the lock {} is left behind, which does no harm: {}", file, e.getMessage());
        }
    }
}
