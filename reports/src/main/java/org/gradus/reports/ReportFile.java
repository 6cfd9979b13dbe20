package org.gradus.reports;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.gradus.core.trial.SearchException;

/**
 * A file that a report is written to: readers see the old one or the new one, never half of one. It is written beside its
 * place and moved there; a device or a pipe is written to directly.
 */
public final class ReportFile {
    private ReportFile() {}

    /**
     * Refuses a place that a report could not be written to. Leaves nothing behind.
     *
     * @throws SearchException naming the place and what is wrong with it
     */
    public static void check(Path path) {
        Path target = resolve(path);
        if (Files.isDirectory(target)) {
            throw new SearchException(
                    "the report cannot be written to '" + path + "': it is a directory\nMaybe name a file"
                            + " in it, such as " + path.resolve("report.html") + ".");
        }
        Path directory = directory(target);
        if (!Files.isDirectory(directory)) {
            throw new SearchException("the report cannot be written to '" + path + "': there is no directory '"
                    + directory + "'\nMaybe create it, or correct the path.");
        }
        if (isSpecial(target) ? !Files.isWritable(target) : !canCreateIn(directory)) {
            throw new SearchException("the report cannot be written to '" + path + "': no permission to write there");
        }
    }

    /** What a report says; it is written piece by piece, for it may be larger than memory. */
    public interface Content {
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Writes a text as UTF-8.
     *
     * @throws SearchException if the place cannot be written to
     */
    public static void write(Path path, String text) {
        write(path, out -> out.write(text));
    }

    /**
     * Writes a content as UTF-8.
     *
     * @throws SearchException if the place cannot be written to
     */
    public static void write(Path path, Content content) {
        check(path);
        Path target = resolve(path);
        try {
            if (isSpecial(target)) {
                write(target, content, StandardOpenOption.WRITE);
            } else {
                replace(target, content);
            }
        } catch (IOException e) {
            throw new SearchException("the report cannot be written to '" + path + "': " + problem(e), e);
        }
    }

    private static void write(Path target, Content content, OpenOption... options) throws IOException {
        try (Writer out = Files.newBufferedWriter(target, StandardCharsets.UTF_8, options)) {
            content.writeTo(out);
        }
    }

    private static void replace(Path target, Content content) throws IOException {
        Path beside = beside(target);
        try {
            write(beside, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try {
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** A name that no other writer has: processes may write the same report. */
    private static Path beside(Path target) {
        return target.resolveSibling("." + target.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().getId() + ".part");
    }

    private static boolean canCreateIn(Path directory) {
        try {
            Path probe = Files.createTempFile(directory, ".gradus-", ".probe");
            Files.delete(probe);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isSpecial(Path target) {
        return Files.exists(target) && !Files.isRegularFile(target);
    }

    /** Where a link leads, so that the link is kept. */
    private static Path resolve(Path path) {
        try {
            return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        } catch (IOException e) {
            return path.toAbsolutePath();
        }
    }

    private static Path directory(Path target) {
        Path parent = target.getParent();
        return parent == null ? target : parent;
    }

    private static String problem(IOException e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
