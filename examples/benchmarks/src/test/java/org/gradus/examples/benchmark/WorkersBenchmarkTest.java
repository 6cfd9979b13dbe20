package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.gradus.examples.launcher.commands.Launched;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkersBenchmarkTest {
    @TempDir
    private Path folder;

    @Test
    void measuresOneProcessOnAFileAndLeavesNothing() {
        Launched launched = Launched.of(
                "benchmark",
                "workers",
                "--parallel",
                "3",
                "--trials",
                "6",
                "--millis",
                "1",
                "--folder",
                folder.toString());

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        assertThat(launched.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("workers sqlite 1 x 3 of 1 ms \\d+\\.\\d trials/s"),
                        line -> assertThat(line)
                                .matches("workers sqlite 1 x 3 of 1 ms \\d+\\.\\d\\d ms of processor a trial"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void measuresProcessesThatShareAStudy() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres";
            Launched launched = Launched.of(
                    "benchmark", "workers", "--workers", "2", "--trials", "6", "--millis", "1", "--postgresql", url);

            assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
            String name = "workers postgresql 2 x 1 of 1 ms ";
            assertThat(launched.out().lines())
                    .satisfiesExactly(
                            line -> assertThat(line).matches(name + "\\d+\\.\\d trials/s"),
                            line -> assertThat(line).matches(name + "\\d+\\.\\d\\d ms of processor a trial"),
                            line -> assertThat(line).matches(name + "\\d+\\.\\d\\d transactions a trial"));
        }
    }

    @Test
    void refusesWhatCannotWork() {
        assertRefused("--workers must be at least 1, but was 0", "--workers", "0");
        assertRefused("--workers: several share a study in PostgreSQL alone", "--workers", "2");
        assertRefused("--parallel must be at least 1, but was 0", "--parallel", "0");
        assertRefused("--trials must be at least 1, but was 0", "--trials", "0");
        assertRefused("--millis must be at least 0, but was -1", "--millis", "-1");
        assertRefused("--postgresql must be an address", "--postgresql", "somewhere");
        assertRefused(
                "--folder: there is no folder ",
                "--folder",
                folder.resolve("missing").toString());
    }

    private static void assertRefused(String message, String option, String value) {
        Launched launched = Launched.of("benchmark", "workers", option, value);

        assertThat(launched.err()).startsWith("gradus: ").contains(message);
        assertThat(launched.code()).isEqualTo(ExitCode.USAGE);
    }
}
