package org.gradus.examples.launcher.internal.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gradus.examples.launcher.ReportSchema;
import org.gradus.examples.launcher.internal.images.IdxWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts the packaged launcher as its users do. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LauncherIT {
    private static final Path JAR =
            Path.of("..", "target", "gradus.jar").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private Path data = Path.of("");

    @BeforeEach
    void makeImages() throws IOException {
        data = IdxWriter.folder(Files.createDirectory(folder.resolve("images")), false);
    }

    @Test
    void searchesImagesOfAFolderAndReports() throws Exception {
        Path report = folder.resolve("report.html");

        Ended ended = search("a", "--report", report.toString());

        assertThat(ended.code()).as(ended.text()).isZero();
        assertThat(ended.text())
                .contains("images: 80 training, 16 validation and 32 test images of 12 x 12 pixels in 4 classes")
                .contains("the last sixth of each class")
                .containsPattern("trial 2: rate \\S+, (validation accuracy \\S+|diverged after step \\d+)")
                .contains("Best: learning rate ", "Test: accuracy ", report.toString());
        assertThat(report).content().contains("<html", "12 x 12 pixels");
        assertThat(ReportSchema.errorsOfStudy(folder.resolve("a"))).isEmpty();
        JsonNode json = json("a");
        assertThat(json.at("/winner/learningRate").asDouble()).isBetween(1e-4, 0.1);
        assertThat(json.at("/winner/testAccuracy").isNumber()).isTrue();
        assertThat(json.get("trials")).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void equalSeedsGiveEqualTrialsHoweverManyTrainAtOnce() throws Exception {
        search("a", "--parallel", "1");
        search("b", "--parallel", "1");
        search("c", "--parallel", "2");
        search("d", "--seed", "2");

        assertThat(json("b").get("trials")).isEqualTo(json("a").get("trials"));
        assertThat(json("c").get("trials")).isEqualTo(json("a").get("trials"));
        assertThat(json("c").get("winner")).isEqualTo(json("a").get("winner"));
        assertThat(json("d").get("trials")).isNotEqualTo(json("a").get("trials"));
    }

    private Ended search(String name, String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of(
                "search", "--data", data.toString(), "--strategy", "random", "--policy", "full", "--batch", "8"));
        args.addAll(List.of("--min-rate", "1e-4", "--max-rate", "0.1", "--trials", "4", "--epochs", "3"));
        args.addAll(List.of(
                "--round",
                "2",
                "--replicates",
                "1",
                "--json",
                folder.resolve(name).toString()));
        args.addAll(List.of(more));
        return Ended.of(jar(args));
    }

    private JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(name).toFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void endsEarlyOnASignalAndStillReports(String signal) throws Exception {
        Process process = longSearch();
        String text = textAndThen(process, () -> kill(signal, process.toHandle()));

        assertThat(process.waitFor()).as(text).isEqualTo(130);
        assertThat(text).contains("Best so far: learning rate ", "gradus-report.html");
        assertThat(folder.resolve("gradus-report.html")).exists();
    }

    @Test
    void saysThatTheProcessThatTrainsWasKilled() throws Exception {
        Process process = longSearch();
        String text = textAndThen(
                process, () -> process.children().findFirst().orElseThrow().destroyForcibly());

        assertThat(process.waitFor()).as(text).isEqualTo(1);
        assertThat(text).contains("gradus: the process that trains ended unexpectedly, with exit code 137");
    }

    /** What a process says, with something done to it after its first trial. */
    private static String textAndThen(Process process, Runnable action) throws IOException {
        StringBuilder text = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                text.append(line).append('\n');
                if (line.startsWith("trial 3:")) {
                    action.run();
                }
                line = lines.readLine();
            }
        }
        return text.toString();
    }

    private static void kill(String signal, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void leavesNoTrainingBehindWhenItIsKilled() throws Exception {
        Process process = longSearch();
        List<ProcessHandle> training = new ArrayList<>();
        textAndThen(process, () -> {
            training.addAll(process.children().toList());
            process.toHandle().destroyForcibly(); // The handle leaves the output open, unlike the process.
        });

        assertThat(training.get(0).onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
    }

    /** As a child that starts after the launcher was killed. */
    @Test
    void trainsNothingForAParentThatIsGone() throws Exception {
        ProcessBuilder child = builder(List.of("-jar", JAR.toString(), "search", "--data", data.toString()));
        child.environment().put("GRADUS_CHILD_JVM", "0");
        Ended ended = Ended.of(child.start());

        assertThat(ended.code()).as(ended.text()).isEqualTo(130);
        assertThat(ended.text()).doesNotContain("trial ");
        assertThat(folder.resolve("gradus-report.html")).doesNotExist();
    }

    private Process longSearch() throws IOException {
        return jar(List.of(
                "search", "--data", data.toString(), "--strategy", "random", "--policy", "full", "--trials", "2000"));
    }

    @Test
    void showsTheThreeRegimes() throws Exception {
        Ended ended = Ended.of(jar(List.of("illustrate", "--data", data.toString(), "--batch", "8")));

        assertThat(ended.code()).as(ended.text()).isZero();
        assertThat(ended.text())
                .contains(
                        "lrSteep",
                        "too-low",
                        "converged",
                        folder.resolve("gradus-report.html").toString());
    }

    @Test
    void recordsATableAndReplaysItWithoutDeeplearning4j() throws Exception {
        Path table = folder.resolve("table.csv.gz");
        Ended recorded = Ended.of(jar(List.of(
                "record",
                "--data",
                data.toString(),
                "--rates",
                "5",
                "--epochs",
                "3",
                "--batch",
                "8",
                "--out",
                table.toString())));
        assertThat(recorded.code()).as(recorded.text()).isZero();

        Path trace = folder.resolve("trace.csv");
        Ended replayed = Ended.of(start(List.of(
                "-cp",
                withoutDeeplearning4j(),
                "org.gradus.examples.launcher.commands.Main",
                "replay",
                "--strategy",
                "random",
                "--policy",
                "full",
                "--budget",
                "4",
                "--seeds",
                "2",
                "--out",
                trace.toString(),
                table.toString())));

        assertThat(replayed.code()).as(replayed.text()).isZero();
        // 4 trainings or more with each of 2 seeds, because one that diverges costs less, and the header.
        assertThat(Files.readAllLines(trace))
                .hasSizeGreaterThanOrEqualTo(9)
                .first()
                .asString()
                .startsWith("task,strategy,policy,seed,trial");
    }

    /** Without the benchmarks too, which need it, and are here after an earlier build. */
    private static String withoutDeeplearning4j() throws IOException {
        try (Stream<Path> libraries = Files.list(JAR.resolveSibling("lib"))) {
            List<String> kept = libraries
                    .map(Path::toString)
                    .filter(
                            name -> !name.matches(
                                    ".*/(deeplearning4j|nd4j|javacpp|(gradus-)?trainer-dl4j|gradus-benchmarks|resources|guava-1).*"))
                    .toList();
            return Path.of("target", "classes").toAbsolutePath() + ":" + String.join(":", kept);
        }
    }

    @Test
    void refusesBadInputWithExitCode2() throws Exception {
        Ended ended = Ended.of(jar(List.of("search", "--min-rate", "1", "--max-rate", "0.1")));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.text().lines()).hasSize(2);
    }

    private Process jar(List<String> args) throws IOException {
        List<String> command = new ArrayList<>(List.of("-jar", JAR.toString()));
        command.addAll(args);
        return start(command);
    }

    private Process start(List<String> javaArgs) throws IOException {
        return builder(javaArgs).start();
    }

    private ProcessBuilder builder(List<String> javaArgs) {
        List<String> command = new ArrayList<>(DefaultSignals.PREFIX);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx1g"));
        command.addAll(javaArgs);
        return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    }

    private record Ended(int code, String text) {
        static Ended of(Process process) throws IOException, InterruptedException {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), text);
        }
    }
}
