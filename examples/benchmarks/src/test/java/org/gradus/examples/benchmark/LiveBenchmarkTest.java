package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.examples.launcher.commands.Launched;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.junit.jupiter.api.Test;

class LiveBenchmarkTest {
    @Test
    void measuresASearchThatBrowsersWatch() {
        Launched launched =
                Launched.of("benchmark", "live", "--browsers", "2", "--trials", "3", "--work", "1", "--rounds", "1");

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        assertThat(launched.out().lines())
                .anyMatch(line -> line.matches("search without browsers \\d+\\.\\d\\d s"))
                .anyMatch(line -> line.matches("search with 2 browsers \\d+\\.\\d\\d s"))
                .anyMatch(line -> line.matches("ratio \\d+\\.\\d{4}"));
    }
}
