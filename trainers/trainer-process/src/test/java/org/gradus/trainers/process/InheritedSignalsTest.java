package org.gradus.trainers.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InheritedSignalsTest {
    /** Masks as Linux writes them in /proc/PID/status: bit n - 1 stands for signal n (proc(5), signal(7)). */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, false",
        "0000000000000002, true",
        "0000000000000001, false",
        "0000000000000004, false",
        "ffffffffffffffff, true",
        "fffffffffffffffd, false"
    })
    void bitOneOfTheMaskIsSigint(String mask, boolean ignored) {
        assertThat(InheritedSignals.isIgnored(mask)).isEqualTo(ignored);
    }

    /** A program that ignores SIGINT only because Gradus does has not shown that it ignores it. */
    @Test
    @Timeout(120)
    void ruleIsNotTriedWhereTheProgramInheritsWhatItIsTestedFor() throws Exception {
        Assumptions.assumeTrue(Files.isRegularFile(Path.of("/proc/self/status")), "there is no /proc/self/status");
        Process jvm = new ProcessBuilder(List.of(
                        "/bin/sh",
                        "-c",
                        "trap '' INT; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestedProgram.class.getName(),
                        "as-started"))
                .redirectErrorStream(true)
                .start();
        String report = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor()).as(report).isZero();
        assertThat(report).contains("skipped  it ignores SIGINT: Gradus was itself started to ignore SIGINT");
    }
}
