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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A study that shells ask and tell; each command here opens the store anew. */
class AskAndTellTest {
    @TempDir
    private Path folder;

    private String store = "";

    @BeforeEach
    void name() {
        store = folder.resolve("s.study").toString();
    }

    private Launched ask(String... more) {
        return run("ask", more);
    }

    private Launched run(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(command, "--store", store));
        args.addAll(List.of(more));
        return Launched.of(args.toArray(String[]::new));
    }

    private static JsonNode json(Launched launched) throws IOException {
        assertThat(launched.code()).as(launched.err()).isZero();
        assertThat(launched.out().lines()).hasSize(1);
        return new ObjectMapper().readTree(launched.out());
    }

    @Test
    void loopFindsTheBestAndIsReported() throws IOException {
        String[] described = {
            "--min-rate", "1e-4", "--max-rate", "1", "--objective", "maximize:accuracy", "--trials", "6"
        };
        int told = 0;
        for (Launched asked = ask(described); asked.code() != ExitCode.FINISHED; asked = ask(described)) {
            JsonNode trial = json(asked);
            double rate = trial.at("/configuration/learningRate").doubleValue();
            assertThat(rate).isBetween(1e-4, 1.0);
            assertThat(trial.get("trial").intValue()).isEqualTo(++told);
            assertThat(trial.get("study").textValue()).isEqualTo("study");
            assertThat(trial.get("untilEpoch").intValue()).isEqualTo(1);
            assertThat(trial.at("/seeds/init").longValue()).isBetween(0L, (1L << 53) - 1);
            Launched answer = run("tell", "--trial", "" + told, "--score", "" + accuracy(rate));
            assertThat(answer.code()).as(answer.err()).isZero();
            assertThat(answer.out()).startsWith("trial " + told + ": completed; best validation accuracy ");
        }
        assertThat(told).isEqualTo(6);
        assertThat(ask().out()).as("finished").isEmpty();
        Path json = folder.resolve("r.json");
        Launched reported = run("report", "--report", folder.resolve("r.html").toString(), "--json", json.toString());
        assertThat(reported.code()).as(reported.err()).isZero();
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        double best = 0;
        for (JsonNode trial : report.get("trials")) {
            best = Math.max(best, accuracy(trial.get("learningRate").doubleValue()));
        }
        assertThat(report.at("/winner/validationAccuracy").doubleValue()).isEqualTo(best);
        assertThat(report.get("interrupted").booleanValue()).isFalse();
    }

    /** A curve with one peak, at 0.01. */
    private static double accuracy(double rate) {
        return Math.exp(-Math.pow(Math.log10(rate) + 2, 2));
    }

    @Test
    void eachAskerGetsAnotherTrialAndMustWaitWhenAllAreOut() throws IOException {
        assertThat(json(ask("--trials", "2")).get("trial").intValue()).isEqualTo(1);
        assertThat(json(ask()).get("trial").intValue()).isEqualTo(2);
        Launched waiting = ask();
        assertThat(waiting.code()).isEqualTo(ExitCode.WAIT);
        assertThat(waiting.out() + waiting.err()).isEmpty();
        assertThat(run("tell", "--trial", "1", "--diverged").out()).startsWith("trial 1: diverged");
        assertThat(run("tell", "--trial", "2", "--failed", "no memory").out()).startsWith("trial 2: failed");
        assertThat(ask().code()).isEqualTo(ExitCode.FINISHED);
    }

    @Test
    void trialIsIssuedAgainAfterItsLease() throws IOException {
        assertThat(json(ask("--lease", "1ms", "--trials", "2")).get("trial").intValue())
                .isEqualTo(1);
        assertThat(json(ask()).get("trial").intValue())
                .as("a lease of a millisecond is over")
                .isEqualTo(1);
        assertThat(json(ask()).get("trial").intValue())
                .as("a lease of a day is not")
                .isEqualTo(2);
    }

    @Test
    void trialIsToldOnce() throws IOException {
        json(ask());
        assertThat(run("tell", "--trial", "1", "--score", "0.5").code()).isZero();
        refused(
                "trial 1 was told already: completed, trained for its epoch",
                run("tell", "--trial", "1", "--score", "0.4"));
        refused("has no trial 7; the last one is trial 1", run("tell", "--trial", "7", "--score", "0.4"));
        assertThat(run("report", "--report", folder.resolve("r.html").toString())
                        .out())
                .contains("validation loss 0.500");
    }

    @Test
    void otherOptionsThanTheStudyWasBegunWithAreRefused() throws IOException {
        json(ask("--trials", "4", "--seed", "3"));
        refused("the number of its trials was 4, not 5", ask("--trials", "5"));
        refused("its seed was 3, not 4", ask("--seed", "4"));
        refused(
                "its objective was minimize validationLoss, not maximize validationF1",
                ask("--objective", "maximize:f1"));
        refused("its space was ", ask("--min-rate", "1e-3"));
        assertThat(json(ask("--trials", "4", "--seed", "3", "--min-rate", "1e-5"))
                        .get("trial")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void spaceOfAFileIsSearchedWithoutARateToo() throws IOException {
        Path space = Files.writeString(
                folder.resolve("space.json"),
                "[{\"name\":\"layers\",\"type\":\"integer\",\"min\":1,\"max\":8},"
                        + "{\"name\":\"mode\",\"type\":\"categorical\",\"values\":[\"a\",\"b\"]}]");
        JsonNode trial = json(ask("--space", space.toString(), "--study", "deep", "--strategy", "random"));
        assertThat(trial.get("study").textValue()).isEqualTo("deep");
        assertThat(trial.at("/configuration/layers").isIntegralNumber()).isTrue();
        assertThat(trial.at("/configuration/mode").textValue()).isIn("a", "b");
        json(ask("--study", "other"));
        refused("there are several studies in the store: deep, other", ask());
    }

    @Test
    void curvesAreToldByEpochOrStep() throws IOException {
        json(ask("--epochs", "2", "--steps-per-epoch", "10", "--objective", "maximize:f1", "--trials", "9"));
        json(ask());
        assertThat(tellCurve("epoch,loss,f1\n1,0.7,0.4\n2,0.6,0.5\n", 1).err()).isEmpty();
        assertThat(tellCurve("step,train_loss,f1\n5,0.9,\n10,0.8,0.4\n15,0.7,\n20,0.6,0.55\n", 2)
                        .out())
                .startsWith("trial 2: completed; best validation f1 0.55");
        json(ask());
        assertThat(tellCurve("step,f1\n10,0.4\n20,nan\n", 3).out()).startsWith("trial 3: diverged");
    }

    private Launched tellCurve(String csv, int trial) throws IOException {
        Path file = Files.writeString(folder.resolve("points.csv"), csv);
        return run("tell", "--trial", "" + trial, "--curve", file.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loss;1 | must have a column epoch or step, and not both; its first line is loss",
                "epoch,step,loss;1,1,1 | must have a column epoch or step, and not both",
                "epoch,loss | has no rows",
                "epoch,accuracy;1,0.5 | has no column loss, which the objective needs; its first line is epoch,accuracy",
                "epoch,loss;1 | line 2: there are 1 cells, but the first line names 2",
                "epoch,loss;1,x | line 2: loss must be a number, but was 'x'",
                "epoch,loss;1.5,1 | line 2: an epoch must be a whole number, 0 or more, but was 1.5",
                "epoch,loss;1,1;1,2 | the steps of a curve must increase",
                "epoch,loss;1,1;3,2 | the steps of a curve must increase, and those of trial 1 lie above 1 and end at 2",
                "epoch,loss;1,1 | must end with an evaluation after epoch 2, but ends after epoch 1",
                "epoch,loss,loss;1,1,1 | names a column twice",
            })
    void curveThatDoesNotFitIsRefusedAndTheTrialCanBeToldAgain(String csv, String message) throws IOException {
        json(ask("--epochs", "2"));
        refused(message, tellCurve(csv.replace(';', '\n') + "\n", 1));
        assertThat(run("tell", "--trial", "1", "--score", "0.5").code()).isZero();
    }

    @Test
    void curveThatIsNotThereIsRefused() throws IOException {
        json(ask());
        refused("no.csv cannot be read: it does not exist", run("tell", "--trial", "1", "--curve", "no.csv"));
    }

    private static void refused(String message, Launched launched) {
        assertThat(launched.err()).startsWith("gradus: ").contains(message);
        assertThat(launched.err().strip().lines()).hasSizeLessThanOrEqualTo(2);
        assertThat(launched.out()).isEmpty();
        assertThat(launched.code()).isNotZero();
    }
}
