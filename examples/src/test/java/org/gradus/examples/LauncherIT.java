package org.gradus.examples;

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
import org.gradus.examples.images.IdxWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts the packaged launcher as its users do. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LauncherIT {
    private static final Path JAR = Path.of("target", "gradus.jar").toAbsolutePath();

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

    @Test
    void endsEarlyOnCtrlCAndStillReports() throws Exception {
        Process process = endlessSearch();
        StringBuilder text = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                text.append(line).append('\n');
                if (line.startsWith("trial 3:")) {
                    new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                            .start()
                            .waitFor();
                }
                line = lines.readLine();
            }
        }

        assertThat(process.waitFor()).as(text.toString()).isEqualTo(130);
        assertThat(text).contains("Best so far: learning rate ", "gradus-report.html");
        assertThat(folder.resolve("gradus-report.html")).exists();
    }

    @Test
    void leavesNoTrainingBehindWhenItIsKilled() throws Exception {
        Process process = endlessSearch();
        ProcessHandle training;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && !line.startsWith("trial 1:")) {
                line = lines.readLine();
            }
            training = process.children().findFirst().orElseThrow();
            process.destroyForcibly();
        }

        assertThat(training.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
    }

    private Process endlessSearch() throws IOException {
        return jar(List.of(
                "search", "--data", data.toString(), "--strategy", "random", "--policy", "full", "--trials", "100000"));
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
                Main.class.getName(),
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

    private static String withoutDeeplearning4j() throws IOException {
        try (Stream<Path> libraries = Files.list(JAR.resolveSibling("lib"))) {
            List<String> kept = libraries
                    .map(Path::toString)
                    .filter(name -> !name.matches(".*/(deeplearning4j|nd4j|javacpp|trainer-dl4j|resources|guava-1).*"))
                    .toList();
            return JAR.resolveSibling("classes") + ":" + String.join(":", kept);
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
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        command.addAll(javaArgs);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private record Ended(int code, String text) {
        static Ended of(Process process) throws IOException, InterruptedException {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), text);
        }
    }
}
