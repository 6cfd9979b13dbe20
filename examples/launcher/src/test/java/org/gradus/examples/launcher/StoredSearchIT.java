package org.gradus.examples.launcher;

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
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.gradus.examples.launcher.internal.commandline.DefaultSignals;
import org.gradus.examples.launcher.internal.images.IdxWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Searches of real networks that are killed, interrupted and taken up again, as users do it. How often they are killed is set by
 * {@code -Dtest.launcherKills=20}; a few times where it is not.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class StoredSearchIT {
    private static final Path JAR =
            Path.of("..", "target", "gradus.jar").toAbsolutePath().normalize();
    private static final int KILLS = Integer.getInteger("test.launcherKills", 2);

    /** All tests share it, and the search that nothing disturbs; each has stores of its own beside that. */
    @TempDir
    private static Path folder;

    private static Path data = Path.of("");

    @BeforeAll
    static void searchUndisturbed() throws Exception {
        data = IdxWriter.folder(Files.createDirectory(folder.resolve("images")), false);
        toTheEnd("whole");
    }

    private static Process search(String store, String... more) throws IOException {
        return search(store, 12, more);
    }

    private static Process search(String store, int trials, String... more) throws IOException {
        List<String> args =
                new ArrayList<>(List.of("search", "--data", data.toString(), "--batch", "4", "--store", store));
        args.addAll(List.of(
                "--trials", String.valueOf(trials), "--epochs", "5", "--replicates", "1", "--json", store + ".json"));
        args.addAll(List.of(more));
        return jar(args);
    }

    private static Process jar(List<String> args) throws IOException {
        List<String> command = new ArrayList<>(DefaultSignals.PREFIX);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx1g",
                "-jar",
                JAR.toString()));
        command.addAll(args);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static String text(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void toTheEnd(String store) throws Exception {
        Process process = search(store);
        String text = text(process);
        assertThat(process.waitFor()).as(text).isZero();
    }

    /** What of the result must not depend on how often the search was killed. */
    private static JsonNode trials(String file) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(file).toFile()).get("trials");
    }

    /** Reads until that many trials have ended; false if the process ends before. */
    private static boolean awaitTrials(Process process, int count) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        int ended = 0;
        while (ended < count) {
            String line = lines.readLine();
            if (line == null) {
                return false;
            }
            ended += line.startsWith("trial ") ? 1 : 0;
        }
        return true;
    }

    /** The launcher and the process that trains for it, as {@code kill -9} does. */
    private static void kill(Process process) throws Exception {
        List<ProcessHandle> training = process.children().toList();
        process.destroyForcibly();
        training.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        for (ProcessHandle child : training) {
            child.onExit().get(1, TimeUnit.MINUTES);
        }
    }

    @Test
    void killedAnywhereItGoesOnToTheSameEnd() throws Exception {
        SplittableRandom random = new SplittableRandom(KILLS);
        int kills = 0;
        for (int study = 1; kills < KILLS; study++) {
            String store = "killed" + study;
            boolean done = false;
            while (!done) {
                if (kills == KILLS) {
                    toTheEnd(store);
                    done = true;
                } else {
                    Process process = search(store);
                    if (awaitTrials(process, 1 + random.nextInt(6))) {
                        kill(process);
                        kills++;
                    } else {
                        assertThat(process.waitFor()).isZero();
                        done = true;
                    }
                }
            }
            assertThat(trials(store + ".json")).as(store).isEqualTo(trials("whole.json"));
        }
    }

    @Test
    void interruptedItReportsAndGoesOn() throws Exception {
        Process process = search("stopped");
        assertThat(awaitTrials(process, 3)).isTrue();
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        String text = text(process);
        assertThat(process.waitFor()).as(text).isEqualTo(130);
        assertThat(text).contains("to continue, run the same command again");

        Process report = jar(List.of("report", "--store", "stopped", "--report", "half.html", "--json", "half.json"));
        assertThat(text(report)).contains("not finished yet", "half.html");
        assertThat(report.waitFor()).isZero();
        assertThat(folder.resolve("half.html")).content().contains("The search was interrupted");

        toTheEnd("stopped");
        assertThat(trials("stopped.json")).isEqualTo(trials("whole.json"));
        Process again = jar(List.of("report", "--store", "stopped", "--json", "again.json"));
        assertThat(text(again)).doesNotContain("not finished yet");
        assertThat(trials("again.json")).isEqualTo(trials("whole.json"));
    }

    @Test
    void changedStudyIsRefusedWithTheDifference() throws Exception {
        toTheEnd("study");
        Process seed = search("study", "--seed", "2");
        assertThat(text(seed)).contains("its seed was 1, now 2");
        assertThat(seed.waitFor()).isEqualTo(2);
        Process more = search("study", 14);
        assertThat(text(more)).contains("its budget is 12 trials of 5 epochs, now 14 trials of 5 epochs", "--extend");
        assertThat(more.waitFor()).isEqualTo(2);
        Process extended = search("study", 14, "--extend");
        String text = text(extended);
        assertThat(extended.waitFor()).as(text).isZero();
        Process unknown = jar(List.of("report", "--store", "study", "--study", "other"));
        assertThat(text(unknown))
                .contains("there is no study 'other'", "Maybe one of these is meant: images-nesterovs");
        assertThat(unknown.waitFor()).isEqualTo(2);
    }
}
