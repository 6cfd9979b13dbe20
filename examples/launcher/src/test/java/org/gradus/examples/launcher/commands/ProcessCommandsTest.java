package org.gradus.examples.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands that train with a program in Python: gradient descent down ½x² from 1, which breaks above the rate 2. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ProcessCommandsTest {
    @TempDir
    private Path folder;

    private Path program = Path.of("");

    @BeforeEach
    void writeProgram() throws IOException {
        assumeThat(hasPython())
                .as("python3 is missing, so no program can be trained with it")
                .isTrue();
        program = folder.resolve("descent.py");
        try (InputStream in =
                ProcessCommandsTest.class.getResourceAsStream("/org/gradus/examples/launcher/descent.py")) {
            Files.copy(in, program);
        }
    }

    private static boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "-c", "").inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Launched launch(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(command, "--trainer", "process"));
        args.addAll(List.of(more));
        args.addAll(List.of("--", "python3", program.toString()));
        return Launched.of(args.toArray(String[]::new));
    }

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    private JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(name).toFile());
    }

    private Launched search(String name, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "--min-rate",
                "1e-3",
                "--max-rate",
                "10",
                "--strategy",
                "random",
                "--trials",
                "6",
                "--epochs",
                "3",
                "--replicates",
                "1",
                "--report",
                in(name + ".html"),
                "--json",
                in(name + ".json")));
        args.addAll(List.of(more));
        return launch("search", args.toArray(String[]::new));
    }

    @Test
    void searchFindsTheBestRateOfAProgramByAnyOfItsMetrics() throws IOException {
        Launched launched = search("a", "--policy", "keep-best", "--objective", "maximize:validation-f1");
        assertThat(launched.code()).as(launched.err()).isZero();
        assertThat(launched.out())
                .contains("Best: learning rate ", "validation f1", "Test: ")
                .doesNotContain("Without a search");
        JsonNode report = json("a.json");
        assertThat(report.get("study").textValue()).isEqualTo("descent");
        assertThat(report.at("/objective/figure").textValue()).isEqualTo("validationF1");
        JsonNode winner = report.at("/winner");
        // |1 - rate| is what a step leaves of x, and 30 steps make a training.
        double loss = Math.pow(1 - winner.get("learningRate").doubleValue(), 60) / 2;
        assertThat(winner.get("validationLoss").doubleValue())
                .isCloseTo(loss, org.assertj.core.data.Offset.offset(1e-9));
        report.get("trials").forEach(trial -> {
            if (trial.get("learningRate").doubleValue() > 2.2) {
                assertThat(trial.get("outcome").textValue()).isIn("diverged", "stopped");
            }
        });
    }

    @Test
    void objectiveOfAnotherMetricIsRefusedWithThoseThatThereAre() {
        Launched launched = search("a", "--objective", "maximize:accuracy");
        assertThat(launched.code()).isEqualTo(2);
        assertThat(launched.err())
                .contains("--objective: trainer 'descent' does not measure 'accuracy', only loss and f1");
    }

    @Test
    void sameCommandGoesOnAndSlotsAndADefaultRateAreTaken() throws IOException {
        String[] args = {"--store", in("s.study"), "--slots", "one,two", "--default-rate", "0.5"};
        Launched first = search("a", args);
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).contains("Without a search: the default rate 5e-1");
        Launched again = search("b", args);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(json("b.json").get("trials")).isEqualTo(json("a.json").get("trials"));
    }

    @Test
    void spaceOfAFileNeedsNoRate() throws IOException {
        Path space = Files.writeString(
                folder.resolve("space.json"), "[{\"name\":\"width\",\"type\":\"integer\",\"min\":1,\"max\":4}]");
        Launched launched = launch(
                "search",
                "--space",
                space.toString(),
                "--trials",
                "3",
                "--epochs",
                "1",
                "--replicates",
                "0",
                "--strategy",
                "random",
                "--report",
                in("r.html"));
        assertThat(launched.code()).as(launched.err()).isZero();
        assertThat(launched.out()).contains("Best: width=");
    }

    @Test
    void spaceOfAnotherFormNamesThePageThatHasIt() throws IOException {
        Path space = Files.writeString(folder.resolve("space.json"), "{\"width\":[1,4]}");
        Launched launched = launch("search", "--space", space.toString());
        assertThat(launched.code()).isEqualTo(2);
        assertThat(launched.err()).contains("it is no array of parameters", "docs/json.md");
    }

    @Test
    void crashIsReportedWithItsLastLineAndItsLog() throws IOException {
        Files.writeString(
                program,
                Files.readString(program)
                        .replace("advance(order, state, asked[\"until\"])", "sys.exit(\"no more memory on the GPU\")"));
        Launched launched = launch(
                "search",
                "--trials",
                "1",
                "--epochs",
                "1",
                "--replicates",
                "0",
                "--strategy",
                "random",
                "--trainer-option",
                "logs=" + in("logs"),
                "--report",
                in("r.html"));
        assertThat(launched.out() + launched.err())
                .contains("ended with exit code 1 in the middle of training: no more memory on the GPU (log: "
                        + in("logs"));
    }

    @Test
    void conformanceOfAProgramIsTold() throws IOException {
        Launched kept = Launched.of("conformance", "--rate", "0.1", "--", "python3", program.toString());
        assertThat(kept.out()).contains("ok ", " skipped: the program ");
        Path silent = Files.writeString(folder.resolve("silent.py"), "print('no protocol')\n");
        Launched broken = Launched.of("conformance", "--", "python3", silent.toString());
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.out()).contains("FAILED", "no protocol");
        assertThat(Launched.of("conformance").err()).contains("conformance needs a program, but none is named");
    }

    @Test
    void rangeTestSweepsAProgram() throws IOException {
        Launched launched = launch("range-test", "--min-rate", "1e-3", "--max-rate", "10", "--json", in("range.json"));
        assertThat(launched.code()).as(launched.err() + launched.out()).isZero();
        assertThat(launched.out() + launched.err()).doesNotContain("chosen by the user");
        // Descent down ½x² is stable below 2.
        assertThat(json("range.json").at("/edge/value").doubleValue()).isBetween(1.5, 3.0);
    }

    @Test
    void recordAndCompareAndIllustrateTrainAProgramToo() {
        String[] record = {
            "record", "--trainer", "process", "--rates", "3", "--epochs", "2", "--max-rate", "0.5", "--out", in("t.csv")
        };
        List<String> measuring = new ArrayList<>(List.of(record));
        measuring.addAll(List.of("--", "python3", program.toString(), "accuracy"));
        Launched recorded = Launched.of(measuring.toArray(String[]::new));
        assertThat(recorded.code()).as(recorded.err()).isZero();
        List<String> other = new ArrayList<>(List.of(record));
        other.addAll(List.of("--", "python3", program.toString(), "auc"));
        Launched refused = Launched.of(other.toArray(String[]::new));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("a curve table needs the metric 'accuracy', but trainer 'descent' does not report it");
        Launched compared = launch(
                "compare",
                "--strategies",
                "random,grid",
                "--trials",
                "3",
                "--epochs",
                "1",
                "--replicates",
                "0",
                "--max-rate",
                "0.9",
                "--report",
                in("c.html"));
        assertThat(compared.code()).as(compared.err()).isZero();
        assertThat(compared.out()).contains("validation-loss", "random", "grid");
        Launched illustrated = launch("illustrate", "--report", in("i.html"));
        assertThat(illustrated.out()).as(illustrated.err()).contains("too high");
    }
}
