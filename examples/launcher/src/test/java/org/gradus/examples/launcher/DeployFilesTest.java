package org.gradus.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The files for schedulers are such that their schedulers take them. What checks them is asked where it is installed. */
class DeployFilesTest {
    private static final Path DEPLOY = Path.of("..", "deploy");

    /** What a command has said, and its exit code. */
    private record Ended(int code, String said) {}

    private static Ended run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(DEPLOY.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    /** Skips a test where a command is not installed, and says so. */
    private static void assumeRuns(String... command) throws InterruptedException {
        boolean runs;
        try {
            runs = run(command).code() == 0;
        } catch (IOException e) {
            runs = false;
        }
        if (!runs) {
            System.out.println("not tested: '" + String.join(" ", command) + "' does not run here");
        }
        assumeTrue(runs, command[0] + " does not run here");
    }

    @Test
    void scriptsAreShell() throws Exception {
        assumeRuns("bash", "--version");
        for (String script : List.of("slurm/gradus.sbatch", "slurm/try.sh", "spark/submit.sh")) {
            Ended ended = run("bash", "-n", script);
            assertThat(ended.code()).as(ended.said()).isZero();
        }
    }

    /** sbatch reads its options before the first command alone; those after it would have no effect. */
    @Test
    void optionsOfSlurmComeBeforeTheFirstCommand() throws IOException {
        List<String> lines = Files.readAllLines(DEPLOY.resolve("slurm/gradus.sbatch"));
        int first = (int) lines.stream()
                .takeWhile(line -> line.isBlank() || line.startsWith("#"))
                .count();
        assertThat(lines.subList(0, first)).contains("#SBATCH --requeue", "#SBATCH --signal=TERM@60");
        assertThat(lines.subList(first, lines.size())).noneMatch(line -> line.startsWith("#SBATCH"));
    }

    /** The unit names a program that is not on this machine, which is all that may be wrong. */
    @Test
    void unitIsTakenBySystemd() throws Exception {
        assumeRuns("systemd-analyze", "--version");
        Ended ended = run("systemd-analyze", "verify", "systemd/gradus-worker@.service");
        assertThat(ended.said()).doesNotContain("gradus-worker@");
        assertThat(ended.code()).as(ended.said()).isZero();
    }

    @Test
    void manifestsKeepToTheSchemasOfKubernetes() throws Exception {
        assumeRuns("kubernetes-validate", "--version");
        Ended ended =
                run("kubernetes-validate", "--strict", "kubernetes/workers.yaml", "kubernetes/store.example.yaml");
        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("job/gradus-workers", "secret/gradus-store");
    }

    /** What a cluster demands of a pod without privileges. */
    @Test
    void podsHaveNoPrivileges() throws IOException {
        assertThat(DEPLOY.resolve("kubernetes/workers.yaml"))
                .content()
                .contains(
                        "runAsNonRoot: true",
                        "readOnlyRootFilesystem: true",
                        "allowPrivilegeEscalation: false",
                        "drop: [ALL]",
                        "type: RuntimeDefault",
                        "terminationGracePeriodSeconds: 60")
                .doesNotContain("privileged: true", "PGPASSWORD");
    }
}
