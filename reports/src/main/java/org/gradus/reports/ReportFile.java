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
import java.nio.file.attribute.PosixFileAttributeView;
import org.gradus.core.store.StudyFiles;
import org.gradus.core.study.SearchException;

/**
 * A file that a report is written to: readers see the old one or the new one, never half of one. It is written beside its
 * place and moved there, with the permissions of the old one; links lead to what is written, whether it was there or not. A
 * device or a pipe is written to directly. A study is never written over.
 */
public final class ReportFile {
    /** As many as Linux follows, see path_resolution(7). */
    private static final int MOST_LINKS = 40;

    private ReportFile() {}

    /**
     * Where a path leads when links, {@code .} and {@code ..} are followed, also to a file that does not exist yet.
     *
     * @throws SearchException if links lead in a circle
     */
    public static Path target(Path path) {
        Path at = path.toAbsolutePath();
        try {
            for (int links = 0; links < MOST_LINKS; links++) {
                if (!Files.isSymbolicLink(at)) {
                    return real(at);
                }
                at = at.resolveSibling(Files.readSymbolicLink(at));
            }
        } catch (IOException e) {
            throw new SearchException("the link '" + path + "' cannot be followed: " + problem(e), e);
        }
        throw new SearchException("the links from '" + path + "' lead in a circle");
    }

    private static Path real(Path path) throws IOException {
        if (Files.exists(path)) {
            return path.toRealPath();
        }
        Path folder = path.getParent();
        return folder != null && Files.isDirectory(folder)
                ? folder.toRealPath().resolve(path.getFileName())
                : path.normalize();
    }

    /**
     * Refuses a place that a report could not be written to. Leaves nothing behind.
     *
     * @throws SearchException naming the place and what is wrong with it
     */
    public static void check(Path path) {
        Path target = target(path);
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
        if (StudyFiles.isStudy(target)) {
            throw new SearchException("the report cannot be written to '" + path
                    + "': a study is there, or another SQLite" + " database\nMaybe name another file.");
        }
        if ((Files.exists(target) && !Files.isWritable(target)) || (!isSpecial(target) && !canCreateIn(directory))) {
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
        Path target = target(path);
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
            takePermissions(target, beside);
            try {
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void takePermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (old != null && Files.exists(from)) {
            Files.setPosixFilePermissions(to, old.readAttributes().permissions());
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

    private static Path directory(Path target) {
        Path parent = target.getParent();
        return parent == null ? target : parent;
    }

    private static String problem(IOException e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
