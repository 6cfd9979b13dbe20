package org.gradus.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.gradus.core.store.jdbc.JdbcStudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.TrialEvent;
import org.gradus.examples.launcher.internal.commandline.DefaultSignals;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers, each a process of the packaged launcher, that share a study in PostgreSQL and leave when they are asked to. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class WorkersIT {
    private static final Path JAR =
            Path.of("..", "target", "gradus.jar").toAbsolutePath().normalize();
    private static final int WORKERS = 3;
    private static final int MOST_LEAVING = 10;

    /** With {@link #STEPS} an epoch, enough coordinates for a training to take about a second on a fast machine. */
    private static final String EIGENVALUES = "1,".repeat(5_000) + "8";

    private static final int STEPS = 8_000;

    private static @Nullable EmbeddedPostgres server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startServer() throws IOException {
        try {
            server = EmbeddedPostgres.builder().start();
        } catch (IllegalStateException e) {
            System.out.println("Workers are not tested: " + e.getMessage());
            assumeTrue(false, "PostgreSQL does not start here: " + e.getMessage());
        }
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private static String address(String schema) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres&currentSchema=" + schema;
    }

    /** A launcher that runs; what it says is read line by line. */
    private record Launched(Process process, BufferedReader lines, List<String> said) {
        /** Reads until a line has these words; false if it ends before. */
        boolean await(String words) throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (line.contains(words)) {
                    return true;
                }
            }
            return false;
        }

        void signal(String name) throws Exception {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }

        int awaitEnd() throws Exception {
            lines.lines().forEach(said::add);
            return process.waitFor();
        }
    }

    private Launched launch(String... args) throws IOException {
        List<String> command = new ArrayList<>(DefaultSignals.PREFIX);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        return new Launched(process, process.inputReader(), new ArrayList<>());
    }

    private Launched search(String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of("search", "--trainer", "quadratic"));
        args.addAll(List.of("--trainer-option", "eigenvalues=" + EIGENVALUES));
        args.addAll(List.of("--trainer-option", "steps=" + STEPS, "--trainer-option", "noise=0.01"));
        args.addAll(List.of("--min-rate", "1e-4", "--max-rate", "1", "--trials", "10", "--epochs", "4"));
        args.addAll(List.of("--round", "3", "--replicates", "2", "--seed", "7"));
        args.addAll(List.of(more));
        return launch(args.toArray(String[]::new));
    }

    private Launched worker(String address, String... more) throws IOException {
        List<String> args =
                new ArrayList<>(List.of("worker", "--store", address, "--study", "shared", "--parallel", "1"));
        args.addAll(List.of(more));
        return launch(args.toArray(String[]::new));
    }

    private static void leave(Launched worker) throws Exception {
        worker.signal("TERM");
        assertThat(worker.awaitEnd()).as(() -> worker.said().toString()).isEqualTo(143);
    }

    private JsonNode trials(String file) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(file).toFile()).get("trials");
    }

    private static List<TrialEvent.CurveExtended> handedBack(String address) {
        try (JdbcStudyStore store = StudyStores.open(address)) {
            return store.events(new StudyId("shared"), 0).stream()
                    .filter(TrialEvent.CurveExtended.class::isInstance)
                    .map(TrialEvent.CurveExtended.class::cast)
                    .filter(TrialEvent.CurveExtended::handedBack)
                    .collect(Collectors.toList());
        }
    }

    @Test
    void workersFinishWhatASearchBeganAlthoughSomeLeave() throws Exception {
        Launched alone = search("--parallel", "1", "--json", "alone.json");
        assertThat(alone.awaitEnd()).as(() -> alone.said().toString()).isZero();

        String address = address("three");
        List<Launched> workers = new ArrayList<>();
        try {
            Launched early = worker(address, "--wait", "5m");
            workers.add(early);
            Launched search = search("--store", address, "--study", "shared", "--parallel", "1");
            workers.add(search);
            assertThat(early.await(" joins study 'shared'"))
                    .as(() -> early.said().toString())
                    .isTrue();
            assertThat(early.await(": trial ")).isTrue();
            search.signal("TERM");
            assertThat(search.awaitEnd()).as(() -> search.said().toString()).isEqualTo(130);
            // One after the other, so that whoever is asked to leave has the study to itself and most of it lies ahead.
            leave(early);
            for (int left = 1; left < MOST_LEAVING && handedBack(address).isEmpty(); left++) {
                Launched leaving = worker(address);
                workers.add(leaving);
                assertThat(leaving.await(": trial "))
                        .as(() -> leaving.said().toString())
                        .isTrue();
                leave(leaving);
            }
            List<Launched> last = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                last.add(worker(address));
            }
            workers.addAll(last);
            for (Launched worker : last) {
                assertThat(worker.awaitEnd()).as(() -> worker.said().toString()).isZero();
                assertThat(worker.said()).anyMatch(line -> line.startsWith("Best: learning rate"));
            }
        } finally {
            workers.forEach(worker -> worker.process().destroyForcibly());
        }
        assertThat(handedBack(address))
                .as("trials that were handed back on their way")
                .isNotEmpty()
                .allSatisfy(trial -> assertThat(trial.checkpoint()).isPresent());
        Launched report = launch("report", "--store", address, "--study", "shared", "--json", "shared.json");
        assertThat(report.awaitEnd()).as(() -> report.said().toString()).isZero();
        assertThat(trials("shared.json")).isEqualTo(trials("alone.json"));
    }

    @Test
    void waitingWorkerLeavesWithTheCodeOfTheSignal() throws Exception {
        String address = address("empty");
        StudyStores.open(address).close();
        Launched terminated = worker(address, "--wait", "1h");
        Launched interrupted = worker(address, "--wait", "1h");
        assertThat(terminated.await("waits for study")).isTrue();
        terminated.signal("TERM");
        assertThat(interrupted.await("waits for study")).isTrue();
        interrupted.signal("INT");
        assertThat(terminated.awaitEnd()).isEqualTo(143);
        assertThat(interrupted.awaitEnd()).isEqualTo(130);
    }

    @Test
    void otherTrainerAndUnknownStudyAreRefused() throws Exception {
        String address = address("refused");
        Launched unknown = worker(address);
        assertThat(unknown.awaitEnd()).isEqualTo(2);
        assertThat(unknown.said()).anyMatch(line -> line.contains("there is no study 'shared'"));
        Launched search = launch(
                "search",
                "--trainer",
                "quadratic",
                "--min-rate",
                "1e-3",
                "--max-rate",
                "0.1",
                "--trials",
                "2",
                "--epochs",
                "1",
                "--store",
                address,
                "--study",
                "shared");
        assertThat(search.awaitEnd()).as(() -> search.said().toString()).isZero();
        Launched other = worker(address, "--trainer-option", "noise=0.5");
        assertThat(other.awaitEnd()).as(() -> other.said().toString()).isEqualTo(2);
        assertThat(other.said()).anyMatch(line -> line.contains("fingerprint"));
        Launched late = worker(address);
        assertThat(late.awaitEnd()).as(() -> late.said().toString()).isZero();
    }
}
