package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.gradus.examples.launcher.commands.Launched;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineBenchmarkTest {
    private static final String RATE = " \\d+\\.\\d trials/s";

    @TempDir
    private Path folder;

    @Test
    void printsALineForEachFigureAndLeavesNothing() {
        Launched launched =
                Launched.of("benchmark", "engine", "--trials", "5", "--open", "3,7", "--folder", folder.toString());

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        String open = ": \\d+\\.\\d\\d s, \\d+ MiB";
        assertThat(launched.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("ask\\+tell memory" + RATE),
                        line -> assertThat(line).matches("ask\\+tell sqlite" + RATE),
                        line -> assertThat(line).matches("ask\\+tell with 10 points sqlite" + RATE),
                        line -> assertThat(line).matches("ask\\+tell with 10 points batched sqlite" + RATE),
                        line -> assertThat(line).matches("open 3 trials" + open),
                        line -> assertThat(line).matches("open 7 trials" + open));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void measuresPostgresqlWhereItIsAskedTo() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres";
            for (int time = 0; time < 2; time++) {
                Launched launched = Launched.of(
                        "benchmark",
                        "engine",
                        "--trials",
                        "5",
                        "--open",
                        "3",
                        "--folder",
                        folder.toString(),
                        "--postgresql",
                        url);
                assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
                assertThat(launched.out().lines().filter(line -> line.contains("postgresql")))
                        .satisfiesExactly(
                                line -> assertThat(line).matches("ask\\+tell postgresql" + RATE),
                                line -> assertThat(line).matches("ask\\+tell with 10 points postgresql" + RATE),
                                line -> assertThat(line)
                                        .matches("ask\\+tell with 10 points batched postgresql" + RATE));
            }
        }
    }

    @Test
    void refusesWhatCannotWork() {
        assertRefused("--trials must be at least 1, but was 0", "--trials", "0");
        assertRefused("--open must be at least 1, but was -1", "--open", "10,-1");
        assertRefused("--postgresql must be an address", "--postgresql", "somewhere");
        assertRefused(
                "--folder: there is no folder ",
                "--folder",
                folder.resolve("missing").toString());
    }

    private static void assertRefused(String message, String option, String value) {
        Launched launched = Launched.of("benchmark", "engine", option, value);

        assertThat(launched.err()).startsWith("gradus: ").contains(message);
        assertThat(launched.code()).isEqualTo(ExitCode.USAGE);
    }
}
