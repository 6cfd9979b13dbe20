package org.gradus.examples.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that a command will write at its end, looked at before its beginning. */
public final class OutputFile {
    private OutputFile() {}

    /**
     * Refuses a file that cannot be written. What is there already is left as it is.
     *
     * @param option the option that names it, for the message
     * @throws IllegalArgumentException saying why
     */
    public static void check(String option, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw refusal(option, file, "it is a folder");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw refusal(option, file, "the folder " + folder + " does not exist");
        }
        try {
            boolean existed = Files.exists(file);
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
            if (!existed) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw refusal(
                    option, file, "writing there is refused (" + e.getClass().getSimpleName() + ")");
        }
    }

    /**
     * Refuses two outputs in one file, of which the later would replace the other.
     *
     * @throws IllegalArgumentException naming both options
     */
    public static void checkDifferent(String option, Path file, String otherOption, Path other) {
        if (file.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())) {
            throw new IllegalArgumentException(option + " and " + otherOption + " are the same file: " + other);
        }
    }

    private static IllegalArgumentException refusal(String option, Path file, String reason) {
        return new IllegalArgumentException(option + ": '" + file + "' cannot be written: " + reason);
    }
}
