package org.gradus.trainers.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a program is started and how long it may take.
 *
 * @param command the program and its arguments
 * @param directory where it runs
 * @param environment variables beside those of this JVM
 * @param slots the names of its slots; none for no limit
 * @param logs the folder of log files; empty for none
 * @param startLimit how long it may take to answer {@code hello}
 * @param answerLimit how long it may take to answer any other request but {@code advance}
 * @param idleLimit how long a process that trains nothing is kept
 */
record ProgramSettings(
        List<String> command,
        Path directory,
        Map<String, String> environment,
        List<String> slots,
        Optional<Path> logs,
        Duration startLimit,
        Duration answerLimit,
        Duration idleLimit) {
    ProgramSettings {
        command = ImmutableList.copyOf(command);
        environment = ImmutableMap.copyOf(environment);
        slots = ImmutableList.copyOf(slots);
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw new IllegalArgumentException("the command must name a program, but was " + command
                    + "\nMaybe write it after two hyphens: -- python3 train.py");
        }
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    "the directory of the program must exist, but " + directory + " does not");
        }
        if (ImmutableSet.copyOf(slots).size() != slots.size() || slots.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("slots must have names that differ, but were " + slots);
        }
        requirePositive("the start limit", startLimit);
        requirePositive("the answer limit", answerLimit);
        requirePositive("the idle limit", idleLimit);
    }

    static ProgramSettings of(List<String> command) {
        return new ProgramSettings(
                command,
                Path.of("").toAbsolutePath(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                Duration.ofSeconds(10));
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be positive, but was " + value);
        }
    }

    /** The program for messages: its name and arguments, cut where they are long. */
    String words() {
        String words = String.join(" ", command);
        return words.length() <= 200 ? words : words.substring(0, 200) + "...";
    }
}
