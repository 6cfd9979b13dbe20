package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.examples.launcher.commands.Launched;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.junit.jupiter.api.Test;

class RankingBenchmarkTest {
    @Test
    void saysClaimsCoverageAndTheTiedGroup() {
        Launched launched = Launched.of("benchmark", "ranking", "--studies", "4", "--seed", "3");
        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        assertThat(launched.out().lines())
                .allMatch(line -> line.matches("claimed \\d\\.\\d\\d right \\d\\.\\d\\d n \\d+"
                        + "|winner interval covers \\d\\.\\d{3}"
                        + "|tied group holds the best \\d\\.\\d{3}, mean size \\d\\.\\d\\d"));
        assertThat(launched.out()).contains("claimed", "winner interval covers", "tied group holds the best");
    }

    @Test
    void refusesToMeasureNothing() {
        Launched launched = Launched.of("benchmark", "ranking", "--studies", "0");
        assertThat(launched.code()).isEqualTo(ExitCode.USAGE);
        assertThat(launched.err()).contains("--studies");
    }
}
