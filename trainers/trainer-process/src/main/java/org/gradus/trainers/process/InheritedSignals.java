package org.gradus.trainers.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What programs inherit from this JVM: a signal that it was started to ignore, as by nohup or a shell's &amp;. */
final class InheritedSignals {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String IGNORED = "SigIgn:";

    /** Of SIGINT, number 2. */
    private static final long INTERRUPT = 1L << 1;

    private InheritedSignals() {}

    /** Whether a program that says nothing of SIGINT ignores it; false where the system does not tell. */
    static boolean ignoreInterrupt() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(IGNORED))
                    .anyMatch(line -> isIgnored(line.substring(IGNORED.length()).strip()));
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a mask of signals, in hexadecimal digits, has SIGINT. */
    static boolean isIgnored(String mask) {
        return (Long.parseUnsignedLong(mask, 16) & INTERRUPT) != 0;
    }
}
