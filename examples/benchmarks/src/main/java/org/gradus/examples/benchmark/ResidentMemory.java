package org.gradus.examples.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of this process that is in use, heap and all, as Linux counts it. */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double KIBI = 1024;

    private ResidentMemory() {}

    /** Whether this system says it. */
    static boolean isKnown() {
        return Files.isReadable(STATUS);
    }

    static double mebibytes() {
        try {
            return mebibytes(Files.readString(STATUS, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(STATUS + " cannot be read", e);
        }
    }

    /** From the text of {@code /proc/self/status}, where it is the line {@code VmRSS:     1234 kB}. */
    static double mebibytes(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIBI)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no VmRSS in\n" + status));
    }
}
