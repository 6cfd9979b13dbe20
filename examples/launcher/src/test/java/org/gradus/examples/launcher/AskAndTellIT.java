package org.gradus.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two loops of ask and tell at once on one study, each command a process of the packaged launcher. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class AskAndTellIT {
    private static final Path JAR =
            Path.of("..", "target", "gradus.jar").toAbsolutePath().normalize();
    private static final int TRIALS = 6;
    private static final int FINISHED = 3;
    private static final int WAIT = 4;

    @TempDir
    private Path folder;

    /** What a process has done. */
    private record Ended(int code, String out, String err) {}

    private Ended launch(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(args));
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(err.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, Files.readString(err));
    }

    /** Asks and tells until the search is finished; the trials that this loop was given. */
    private List<Integer> loop() throws IOException, InterruptedException {
        List<Integer> given = new ArrayList<>();
        while (true) {
            Ended asked = launch(
                    "ask",
                    "--store",
                    "s.study",
                    "--max-rate",
                    "1",
                    "--objective",
                    "maximize:accuracy",
                    "--trials",
                    "" + TRIALS);
            if (asked.code() == FINISHED) {
                return given;
            }
            if (asked.code() == WAIT) {
                continue; // The other loop tells.
            }
            assertThat(asked.code()).as(asked.err()).isZero();
            JsonNode trial = new ObjectMapper().readTree(asked.out());
            int number = trial.get("trial").intValue();
            given.add(number);
            double rate = trial.at("/configuration/learningRate").doubleValue();
            Ended told = launch("tell", "--store", "s.study", "--trial", "" + number, "--score", "" + (1 - rate));
            assertThat(told.code()).as(told.err()).isZero();
        }
    }

    @Test
    void twoLoopsShareAStudy() throws Exception {
        ExecutorService loops = Executors.newFixedThreadPool(2);
        try {
            Callable<List<Integer>> loop = this::loop;
            List<Integer> all = new ArrayList<>();
            for (Future<List<Integer>> one : loops.invokeAll(List.of(loop, loop))) {
                all.addAll(one.get());
            }
            Set<Integer> different = new TreeSet<>(all);
            assertThat(all)
                    .as("no trial is given twice")
                    .hasSameSizeAs(different)
                    .hasSize(TRIALS);
        } finally {
            loops.shutdownNow();
        }
        Ended reported = launch("report", "--store", "s.study", "--report", "r.html", "--json", "r.json");
        assertThat(reported.code()).as(reported.err()).isZero();
        JsonNode report = new ObjectMapper().readTree(folder.resolve("r.json").toFile());
        assertThat(report.get("trials")).hasSize(TRIALS);
        assertThat(report.get("interrupted").booleanValue()).isFalse();
        assertThat(ReportSchema.errorsOfStudy(folder.resolve("r.json"))).isEmpty();
    }
}
