package org.gradus.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gradus.examples.launcher.internal.commandline.DefaultSignals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers under a Slurm that the script for it starts, where Slurm is installed and the tests run as root. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class SlurmIT {
    private static final Path SCRIPT = Path.of("..", "deploy", "slurm", "try.sh");
    private static final Path JAR =
            Path.of("..", "target", "gradus.jar").toAbsolutePath().normalize();

    private static void skip(String why) {
        System.out.println("Slurm is not tested: " + why);
        assumeTrue(false, why);
    }

    private static String run(String address) throws Exception {
        List<String> command = new ArrayList<>(DefaultSignals.PREFIX);
        command.addAll(List.of("bash", SCRIPT.toString(), address));
        command.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-jar", JAR.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void cancelledAndRequeuedWorkersChangeNothing() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            String said = run("jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres");
            if (said.startsWith("skipped: ")) {
                skip(said.strip());
            }
            assertThat(said)
                    .contains(
                            "cancelled: 15 trials, equal to those of a search alone",
                            "limited: 15 trials, equal to those of a search alone");
        } catch (IOException | IllegalStateException e) {
            skip("PostgreSQL does not start here: " + e.getMessage());
        }
    }
}
