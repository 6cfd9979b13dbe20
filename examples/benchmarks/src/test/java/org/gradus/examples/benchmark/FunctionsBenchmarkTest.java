package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gradus.examples.launcher.commands.Launched;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionsBenchmarkTest {
    @TempDir
    private Path folder;

    @Test
    void printsMediansOfEveryFunctionAndWritesEverySeed() throws IOException {
        Path markdown = folder.resolve("table.md");
        Path csv = folder.resolve("table.csv");

        Launched launched = Launched.of(
                "benchmark",
                "functions",
                "--strategies",
                "random,quasi-random,range-test",
                "--seeds",
                "3",
                "--trials",
                "4",
                "--markdown",
                markdown.toString(),
                "--csv",
                csv.toString());

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        assertThat(launched.out())
                .contains(
                        "| function | strategy | after 1 | after 2 | after 4 |",
                        "* range-test on branin: strategy 'range-test' needs trials")
                .containsPattern("\\* quasi-random is at or below random on [0-6] of 6 after the last trial");
        assertThat(markdown).content().isEqualToNormalizingNewlines(launched.out());
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(1 + 6 * 2 * 3).first().isEqualTo("function,strategy,seed,after_1,after_2,after_4");
        TestFunctions.all()
                .forEach(function ->
                        assertThat(lines).anyMatch(line -> line.startsWith(function.name() + ",quasi-random,2,")));
    }

    @Test
    void refusesWhatCannotWork() {
        assertRefused("--seeds must be at least 1, but was 0", "--seeds", "0");
        assertRefused("--trials must be at least 1, but was -1", "--trials", "-1");
        assertRefused("there is no strategy 'x'", "--strategies", "x");
        assertRefused("--csv: ", "--csv", folder.toString());
    }

    private static void assertRefused(String message, String option, String value) {
        Launched launched = Launched.of("benchmark", "functions", option, value);

        assertThat(launched.err()).startsWith("gradus: ").contains(message);
        assertThat(launched.code()).isEqualTo(ExitCode.USAGE);
    }
}
