package org.gradus.examples.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.gradus.examples.launcher.ReportSchema;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangeTestCommandTest {
    @TempDir
    private Path folder;

    /** Falls from 2.3 around 1e-3, is lowest at 1e-1.5, shoots up at 1. */
    private static double valley(double logRate) {
        double fall = 1.5 / (1 + Math.exp(-4 * (logRate + 3)));
        double rise = 5 / (1 + Math.exp(-12 * (logRate - 0)));
        return 2.3 - fall + rise;
    }

    @Test
    void analysesSweepsDoneElsewhere() throws IOException {
        Path json = folder.resolve("analysis.json");

        Launched launched = Launched.of(
                "range-test", "--curve", sweep(RangeTestCommandTest::valley).toString(), "--json", json.toString());

        assertThat(launched.err()).isEmpty();
        assertThat(launched.code()).isEqualTo(ExitCode.OK);
        assertThat(launched.out()).contains("lrSteep", "Train with a rate between");
        JsonNode analysis = new ObjectMapper().readTree(json.toFile());
        assertThat(analysis.get("schemaVersion").asInt()).isEqualTo(2);
        assertThat(ReportSchema.errorsOfRangeTest(json)).isEmpty();
        // The logistic falls most steeply at its centre.
        assertThat(Math.log10(analysis.at("/lrSteep/value").asDouble())).isCloseTo(-3, within(0.35));
        assertThat(Math.log10(analysis.at("/lrUnstable/value").asDouble())).isCloseTo(0, within(0.5));
        assertThat(analysis.at("/lrLearn/value").asDouble())
                .isLessThan(analysis.at("/lrSteep/value").asDouble());
        assertThat(analysis.fieldNames())
                .toIterable()
                .containsExactly(
                        "schemaVersion",
                        "lrLearn",
                        "lrSteep",
                        "lrMin",
                        "lrUnstable",
                        "edge",
                        "interval",
                        "suggestion",
                        "confident",
                        "flags",
                        "rules",
                        "judgedOn",
                        "cost");
        assertThat(analysis.get("edge").isNull()).isTrue();
        assertThat(analysis.get("judgedOn").asText()).isEqualTo("recorded-loss");
        assertThat(analysis.at("/cost/steps").asInt()).isEqualTo(282);
        assertThat(analysis.at("/cost/epochs").isNull()).isTrue();
        assertThat(launched.out())
                .startsWith("Judged on the recorded loss: 2 sweeps, 282 steps.")
                .contains("The rules of other tools would say: valley ");
        for (String landmark : new String[] {"lrLearn", "lrSteep", "lrMin", "lrUnstable"}) {
            assertThat(analysis.get(landmark).fieldNames()).toIterable().containsExactly("value", "low", "high");
        }
        assertThat(analysis.at("/interval/low").asDouble())
                .isLessThan(analysis.at("/interval/high").asDouble());
        assertThat(analysis.at("/interval/lowRule").asText()).isEqualTo("half of lrSteep");
        // The valley ends at 1: twice lrMin lies below a third of it, or does not.
        assertThat(analysis.at("/interval/highRule").asText()).isIn("twice lrMin", "a third of lrUnstable");
        assertThat(launched.out()).contains(analysis.get("suggestion").asText());
        assertThat(analysis.get("confident").asBoolean()).isTrue();
        assertThat(analysis.get("flags")).isEmpty();
        assertThat(analysis.get("rules").fieldNames())
                .toIterable()
                .containsExactly("valley", "slide", "steep", "minimum");
    }

    @Test
    void suggestsNothingAndFailsWhereNothingIsLearned() throws IOException {
        Path json = folder.resolve("analysis.json");

        Launched launched = Launched.of("range-test", "--curve", sweep(x -> 2.3).toString(), "--json", json.toString());

        assertThat(launched.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(launched.out())
                .contains("No rate can be suggested: the loss never falls", "Reason: ", "no-descent", "Maybe ")
                .doesNotContain("Train with");
        JsonNode analysis = new ObjectMapper().readTree(json.toFile());
        assertThat(analysis.get("lrSteep").isNull()).isTrue();
        assertThat(analysis.get("confident").asBoolean()).isFalse();
        assertThat(analysis.get("flags")).isNotEmpty();
        assertThat(analysis.get("interval").isNull()).isTrue();
        assertThat(ReportSchema.errorsOfRangeTest(json)).isEmpty();
    }

    @Test
    void sweepsWithoutAFiniteLossSuggestNothing() throws IOException {
        Path json = folder.resolve("analysis.json");

        Launched launched =
                Launched.of("range-test", "--curve", sweep(x -> Double.NaN).toString(), "--json", json.toString());

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.FAILURE);
        assertThat(launched.out())
                .contains("unstable-at-start", "no-finite-loss", "Maybe every rate is too high")
                .doesNotContain("Train with");
        JsonNode analysis = new ObjectMapper().readTree(json.toFile());
        assertThat(analysis.get("confident").asBoolean()).isFalse();
        assertThat(analysis.get("interval").isNull()).isTrue();
        assertThat(analysis.get("suggestion").asText()).startsWith("No rate can be suggested: ");
    }

    @Test
    void whatSaysWhatToRunDoesNotGoWithACurve() throws IOException {
        String file = sweep(RangeTestCommandTest::valley).toString();
        for (String[] option : new String[][] {{"--held-out"}, {"--no-edge"}, {"--sweeps", "2"}, {"--steps", "9"}}) {
            List<String> args = new ArrayList<>(List.of("range-test", "--curve", file));
            args.addAll(List.of(option));
            Launched launched = Launched.of(args.toArray(String[]::new));
            assertThat(launched.code()).isEqualTo(ExitCode.USAGE);
            assertThat(launched.err()).contains("they cannot go with --curve");
        }
    }

    /** Two sweeps of 20 steps a decade from 1e-6 to 10. */
    private Path sweep(DoubleUnaryOperator lossOfLogRate) throws IOException {
        StringBuilder text = new StringBuilder("sweep,step,learning_rate,loss\n");
        for (int sweep = 1; sweep <= 2; sweep++) {
            for (int step = 1; step <= 141; step++) {
                double logRate = -6 + (step - 1) / 20.0;
                text.append(String.format(
                        Locale.ROOT,
                        "%d,%d,%s,%s%n",
                        sweep,
                        step,
                        Math.pow(10, logRate),
                        lossOfLogRate.applyAsDouble(logRate)));
            }
        }
        return Files.writeString(folder.resolve("sweeps.csv"), text);
    }
}
