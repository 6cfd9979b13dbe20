package org.gradus.examples.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.images.IdxWriter;
import org.gradus.trainers.replay.CurveTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command that trains, on images that are learned in an instant. */
class CommandsTest {
    @TempDir
    private Path folder;

    private Path data = Path.of("");

    @BeforeEach
    void makeImages() throws IOException {
        data = IdxWriter.folder(Files.createDirectory(folder.resolve("blocks")), false);
    }

    @Test
    void searchFindsARateAndReports() throws IOException {
        Path report = folder.resolve("report.html");
        Path json = folder.resolve("report.json");

        Launched launched = launch(
                "search",
                "--strategy",
                "grid",
                "--policy",
                "full",
                "--trials",
                "4",
                "--epochs",
                "3",
                "--replicates",
                "1",
                "--min-rate",
                "1e-3",
                "--max-rate",
                "0.1",
                "--time-limit",
                "1m",
                "--schedule",
                "cosine",
                "--report",
                report.toString(),
                "--json",
                json.toString());

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        assertThat(launched.err())
                .contains("blocks: 80 training, 16 validation and 32 test images of 12 x 12 pixels in 4 classes")
                .contains("There is no validation split: the last sixth of each class")
                .contains("trial 1: rate 1e-1 (the optimizer's default), ");
        assertThat(launched.out())
                .contains("Best: learning rate ", "Test: accuracy ", report.toString(), json.toString());
        assertThat(report).content().contains("<html");
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.at("/winner/learningRate").asDouble()).isBetween(1e-3, 0.1);
        assertThat(result.at("/plan/strategy").asText()).isEqualTo("grid");
    }

    @Test
    void studyThatIsBegunIsTrainedByAWorker() {
        String store = folder.resolve("begun.study").toString();
        for (int times = 0; times < 2; times++) {
            Launched begun = Launched.of(
                    "search",
                    "--trainer",
                    "quadratic",
                    "--store",
                    store,
                    "--study",
                    "begun",
                    "--trials",
                    "3",
                    "--epochs",
                    "2",
                    "--begin");
            assertThat(begun.code()).as(begun.err()).isEqualTo(ExitCode.OK);
            assertThat(begun.out()).contains("Study 'begun' is begun; gradus worker trains it.");
            assertThat(begun.err()).doesNotContain("trial 1");
        }
        Launched worker = Launched.of("worker", "--store", store);
        assertThat(worker.code()).as(worker.err()).isEqualTo(ExitCode.OK);
        assertThat(worker.out()).contains("Best: learning rate ");
    }

    @Test
    void theDefaultPlanWorksOnAWideRange() {
        Launched launched = launch(
                "search",
                "--min-rate",
                "1e-7",
                "--max-rate",
                "100",
                "--trials",
                "6",
                "--replicates",
                "0",
                "--report",
                folder.resolve("report.html").toString(),
                "--objective",
                "validation-loss");

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
    }

    @Test
    void compareShowsStrategiesSideBySide() {
        Launched launched = launch(
                "compare",
                "--strategies",
                "random,grid",
                "--policy",
                "full",
                "--trials",
                "2",
                "--epochs",
                "3",
                "--replicates",
                "0",
                "--min-rate",
                "1e-3",
                "--max-rate",
                "0.1",
                "--report",
                folder.resolve("report.html").toString(),
                "--json",
                folder.resolve("j").toString());

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        assertThat(launched.out().lines().filter(line -> line.matches("(random|grid)  .*")))
                .hasSize(2);
        assertThat(folder)
                .isDirectoryContaining("glob:**report-random.html")
                .isDirectoryContaining("glob:**report-grid.html")
                .isDirectoryContaining("glob:**j-grid");
        assertThat(launched.out()).contains(" cannot be told apart");
        assertThat(folder.resolve("report.html")).content().contains("<h1>random and grid</h1>");
    }

    @Test
    void strategyThatIsNamedTwiceSearchesOnce() {
        Launched launched = launch(
                "compare",
                "--strategies",
                "random,random",
                "--policy",
                "full",
                "--trials",
                "1",
                "--epochs",
                "2",
                "--replicates",
                "0",
                "--report",
                folder.resolve("report.html").toString());

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        assertThat(launched.out().lines().filter(line -> line.startsWith("random  ")))
                .hasSize(1);
        assertThat(folder).isDirectoryContaining("glob:**report-random.html");
    }

    @Test
    void illustrateNamesTheRegimes() {
        Launched launched = launch(
                "illustrate",
                "--epochs",
                "6",
                "--report",
                folder.resolve("report.html").toString());

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        assertThat(launched.out())
                .contains("lrSteep", "too-low", "report.html")
                .containsPattern("(?m)^too low +\\S+ +too-low ")
                .containsPattern("(?m)^good ")
                .containsPattern("(?m)^too high +\\S+ +(diverged|collapsed|unstable)");
    }

    @Test
    void rangeTestNamesAnInterval() {
        Path json = folder.resolve("sweeps.json");

        Launched launched = launch(
                "range-test",
                "--optimizer",
                "adam",
                "--sweeps",
                "2",
                "--json",
                json.toString(),
                "--report",
                folder.resolve("report.html").toString());

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        assertThat(launched.out()).contains("Train with a rate between");
        assertThat(json).isNotEmptyFile();
    }

    @Test
    void recordWritesATable() {
        Path out = folder.resolve("table.csv.gz");

        Launched launched = launch("record", "--rates", "3", "--seeds", "2", "--epochs", "2", "--out", out.toString());

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        CurveTable table = CurveTable.read(out);
        assertThat(table.rates()).containsExactly(1e-5, 0.00316228, 1);
        assertThat(table.seedCount()).isEqualTo(2);
        assertThat(table.epochs()).isEqualTo(2);
    }

    private Launched launch(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(command, "--data", data.toString(), "--batch", "8"));
        args.addAll(List.of(more));
        return Launched.of(args.toArray(String[]::new));
    }
}
