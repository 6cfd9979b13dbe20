package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.gradus.examples.Main;
import org.gradus.examples.launcher.ExitCode;
import org.gradus.examples.launcher.Launched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineBenchmarkTest {
    @TempDir
    private Path folder;

    @Test
    void printsALineForEachFigureAndLeavesNothing() {
        Launched launched = Launched.of(
                new Main(), "benchmark", "engine", "--trials", "5", "--open", "3,7", "--folder", folder.toString());

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        String rate = " \\d+\\.\\d trials/s";
        String open = ": \\d+\\.\\d\\d s, \\d+ MiB";
        assertThat(launched.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("ask\\+tell memory" + rate),
                        line -> assertThat(line).matches("ask\\+tell sqlite" + rate),
                        line -> assertThat(line).matches("ask\\+tell with 10 points sqlite" + rate),
                        line -> assertThat(line).matches("ask\\+tell with 10 points batched sqlite" + rate),
                        line -> assertThat(line).matches("open 3 trials" + open),
                        line -> assertThat(line).matches("open 7 trials" + open));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesWhatCannotWork() {
        assertRefused("--trials must be at least 1, but was 0", "--trials", "0");
        assertRefused("--open must be at least 1, but was -1", "--open", "10,-1");
        assertRefused(
                "--folder: there is no folder ",
                "--folder",
                folder.resolve("missing").toString());
    }

    private static void assertRefused(String message, String option, String value) {
        Launched launched = Launched.of(new Main(), "benchmark", "engine", option, value);

        assertThat(launched.err()).startsWith("gradus: ").contains(message);
        assertThat(launched.code()).isEqualTo(ExitCode.USAGE);
    }
}
