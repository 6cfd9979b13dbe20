package org.gradus.core.execution;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.io.MoreFiles;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.gradus.core.study.SearchException;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.trial.CheckpointRef;

/**
 * Checkpoints in a directory, each in a file named by the SHA-256 of its bytes. A file appears whole or not at all: it is
 * written beside its place, forced to disk, and moved. Thread-safe; several processes may use one directory, but what one
 * of them deletes is gone for all.
 */
public final class FileCheckpointStore implements CheckpointStore {
    private static final String SUFFIX = ".checkpoint";

    private final Path directory;

    private FileCheckpointStore(Path directory) {
        this.directory = directory;
    }

    /**
     * The checkpoints of a directory.
     *
     * @param directory made if it does not exist
     * @throws SearchException if it cannot be made or is no directory
     */
    public static FileCheckpointStore in(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new SearchException("the directory of checkpoints " + directory + " cannot be made: " + e, e);
        }
        return new FileCheckpointStore(directory);
    }

    @Override
    public CheckpointRef put(byte[] bytes) {
        CheckpointRef reference = CheckpointRef.of(bytes);
        try {
            Path written = Files.createTempFile(directory, reference.sha256(), ".tmp");
            try {
                write(bytes, written);
                Files.move(written, file(reference), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            throw new SearchException(
                    "a checkpoint of " + bytes.length + " bytes cannot be written to " + directory + ": " + e
                            + "\nMaybe the disk is full, or the directory is gone or may not be written.",
                    e);
        }
        return reference;
    }

    @Override
    public CheckpointRef putFile(Path file) {
        try {
            Path taken = Files.createTempFile(directory, "taken", ".tmp");
            try {
                Files.move(file, taken, StandardCopyOption.REPLACE_EXISTING);
                sync(taken);
                CheckpointRef reference = new CheckpointRef(
                        MoreFiles.asByteSource(taken).hash(Hashing.sha256()).toString(), Files.size(taken));
                Files.move(taken, file(reference), StandardCopyOption.ATOMIC_MOVE);
                return reference;
            } finally {
                Files.deleteIfExists(taken);
            }
        } catch (IOException e) {
            throw new SearchException(
                    "the checkpoint " + file + " cannot be moved to " + directory + ": " + e
                            + "\nMaybe the disk is full, or the directory is gone or may not be written.",
                    e);
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.getFD().sync();
        }
    }

    @Override
    public void getTo(CheckpointRef reference, Path file) {
        Path stored = file(reference);
        try (HashingInputStream in = new HashingInputStream(Hashing.sha256(), new FileInputStream(stored.toFile()));
                FileOutputStream out = new FileOutputStream(file.toFile())) {
            long length = in.transferTo(out);
            if (!new CheckpointRef(in.hash().toString(), length).equals(reference)) {
                throw damaged(stored, length, reference);
            }
        } catch (FileNotFoundException e) {
            throw Files.exists(stored) ? unreadable(stored, e) : missing(stored, e);
        } catch (IOException e) {
            throw unreadable(stored, e);
        }
    }

    @Override
    public Optional<Path> folder() {
        return Optional.of(directory);
    }

    private static SearchException damaged(Path file, long length, CheckpointRef reference) {
        return new SearchException("the checkpoint " + file + " is damaged: its " + length + " bytes are not the "
                + reference.bytes() + " bytes that were stored");
    }

    private static SearchException missing(Path file, IOException e) {
        return new SearchException(
                "the checkpoint " + file + " does not exist\nMaybe it was deleted, or is in another directory.", e);
    }

    private static SearchException unreadable(Path file, IOException e) {
        return new SearchException("the checkpoint " + file + " cannot be read: " + e, e);
    }

    /** By a plain stream, because a channel fails when its thread is interrupted. */
    private static void write(byte[] bytes, Path file) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(bytes);
            out.getFD().sync();
        }
    }

    @Override
    public byte[] get(CheckpointRef reference) {
        Path file = file(reference);
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (!CheckpointRef.of(bytes).equals(reference)) {
                throw damaged(file, bytes.length, reference);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw missing(file, e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public void delete(CheckpointRef reference) {
        try {
            Files.deleteIfExists(file(reference));
        } catch (IOException e) {
            throw new SearchException("the checkpoint " + file(reference) + " cannot be deleted: " + e, e);
        }
    }

    private Path file(CheckpointRef reference) {
        return directory.resolve(reference.sha256() + SUFFIX);
    }
}
