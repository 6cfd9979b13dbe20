package org.gradus.trainers.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds programs as the system does, so that one that cannot be started is refused with the reason. */
final class ProgramFile {
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private ProgramFile() {}

    /**
     * Refuses a program that does not exist or may not be executed.
     *
     * @throws IllegalArgumentException naming it and what is wrong
     */
    static void requireExecutable(ProgramSettings settings, String path) {
        if (WINDOWS) {
            return; // Extensions such as .exe are added there; the start itself says what is missing.
        }
        String program = settings.command().get(0);
        if (program.contains("/")) {
            require(program, settings.directory().resolve(program));
        } else if (find(program, path).isEmpty()) {
            throw new IllegalArgumentException(
                    "the program '" + program + "' was not found in any folder of PATH\nMaybe it is not installed, or"
                            + " lies in the current folder: then write ./" + program);
        }
    }

    private static void require(String program, Path file) {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    "the program '" + program + "' does not exist: there is no file " + file);
        }
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            throw new IllegalArgumentException("the program '" + program + "' cannot be executed: " + file
                    + " is no executable file\nMaybe name its interpreter too, as in python3 " + program
                    + ", or make it executable: chmod +x " + program);
        }
    }

    /** The first executable file of that name in the folders of a search path. */
    static Optional<Path> find(String program, String path) {
        return Stream.of(path.split(Pattern.quote(File.pathSeparator), -1))
                .flatMap(folder -> resolve(folder, program).stream())
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static Optional<Path> resolve(String folder, String program) {
        try {
            return Optional.of(Path.of(folder.isEmpty() ? "." : folder, program));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * The command by which a program begins a session of its own, so that Ctrl+C at the terminal does not reach it. The
     * program {@code setsid} replaces itself by the other, so the process stays the same.
     */
    static List<String> inOwnSession(List<String> command, String path) {
        return find("setsid", path)
                .map(setsid -> Stream.concat(Stream.of(setsid.toString()), command.stream())
                        .toList())
                .orElse(command);
    }
}
