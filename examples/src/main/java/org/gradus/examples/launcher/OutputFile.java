package org.gradus.examples.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gradus.core.study.SearchException;
import org.gradus.reports.ReportFile;

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
            ReportFile.check(file);
        } catch (SearchException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException refusal(String option, Path file, String reason) {
        return new IllegalArgumentException(option + ": '" + file + "' cannot be written: " + reason);
    }
}
