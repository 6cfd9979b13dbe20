package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.examples.launcher.commands.Launched;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.junit.jupiter.api.Test;

/** Looks at what is said, never at how fast it was. */
class ReportBenchmarkTest {
    @Test
    void saysEveryStudyInALineOfAFixedForm() {
        Launched launched =
                Launched.of("benchmark", "report", "--trials", "3,20", "--parameters", "2", "--points", "4");

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        assertThat(launched.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("report of 3 trials: \\d+\\.\\d MiB, \\d+\\.\\d s"),
                        line -> assertThat(line).matches("report of 20 trials: \\d+\\.\\d MiB, \\d+\\.\\d s"));
    }

    @Test
    void refusesWhatCannotWork() {
        assertRefused("--trials must be at least 1, but was 0", "--trials", "10,0");
        assertRefused("--parameters must be at least 1, but was 0", "--parameters", "0");
        assertRefused("--points must be at least 1, but was -1", "--points", "-1");
    }

    private static void assertRefused(String message, String option, String value) {
        Launched launched = Launched.of("benchmark", "report", option, value);

        assertThat(launched.err()).startsWith("gradus: ").contains(message);
        assertThat(launched.code()).isEqualTo(ExitCode.USAGE);
    }
}
