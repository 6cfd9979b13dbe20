package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.gradus.examples.launcher.commands.Launched;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategiesBenchmarkTest {
    private static final String HEADER = "learning_rate,seed,epoch,train_loss,validation_loss,validation_accuracy\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeTables() throws IOException {
        write("small-sgd.csv.gz", HEADER + """
                0.001,0,0,2.3,2.3,0.1
                0.001,0,1,2.2,2.2,0.2
                0.001,0,2,2.1,2.1,0.3
                0.01,0,0,2.3,2.3,0.1
                0.01,0,1,1.0,1.0,0.6
                0.01,0,2,0.5,0.6,0.8
                0.1,0,0,2.3,2.3,0.1
                0.1,0,1,NaN,NaN,0.1
                """);
        write("other-sgd.csv.gz", HEADER + """
                0.001,0,0,2.3,2.3,0.1
                0.001,0,1,1.2,1.2,0.5
                0.001,0,2,0.6,0.7,0.7
                0.1,0,0,2.3,2.3,0.1
                0.1,0,1,1.5,1.5,0.4
                0.1,0,2,1.1,1.2,0.6
                """);
    }

    private void write(String name, String text) throws IOException {
        try (Writer out = new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve(name))), StandardCharsets.UTF_8)) {
            out.write(text);
        }
    }

    private Launched measure(String... more) {
        List<String> args = new ArrayList<>(List.of("benchmark", "strategies", "--tables", folder.toString()));
        args.addAll(List.of(more));
        return Launched.of(args.toArray(String[]::new));
    }

    /** The figures are those that summarise.py, which comes with the DeepOBS replay tables, prints for the same trace. */
    @Test
    void printsTheFiguresOfTheScriptForAllTasksAndForEachProblemAlone() throws IOException {
        Path markdown = folder.resolve("table.md");
        Path csv = folder.resolve("table.csv");

        Launched launched = measure(
                "--strategies",
                "random,grid,range-test",
                "--policies",
                "full",
                "--seeds",
                "4",
                "--budget",
                "8",
                "--markdown",
                markdown.toString(),
                "--csv",
                csv.toString());

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        assertThat(launched.out())
                .contains(
                        "| strategy | policy | tasks | 2 | 4 | 6 | 8 | 10 | 15 | 20 | to 0.02 | to 0.01 | @5 | @10 | @20 |",
                        "| random | full | all | 123.0 | 93.3 | 58.6 | 56.8 | 56.8 | 56.8 | 56.8 | never | never | 0.00 | 0.12 | 0.12 |",
                        "| random | full | small alone | 192.5 | 143.1 | 89.0 | 85.5 | 85.5 | 85.5 | 85.5 | never | never | 0.00 | 0.00 | 0.00 |",
                        "| random | full | other alone | 53.5 | 43.4 | 28.1 | 28.1 | 28.1 | 28.1 | 28.1 | never | never | 0.00 | 0.25 | 0.25 |",
                        "| grid | full | all | 357.1 | 153.1 | 51.0 | 51.0 | 51.0 | 51.0 | 51.0 | never | never | 0.50 | 0.50 | 0.50 |",
                        "| grid | full | other alone | 0.0 | 0.0 | 0.0 | 0.0 | 0.0 | 0.0 | 0.0 | 2.0 | 2.0 | 1.00 | 1.00 | 1.00 |",
                        "* range-test with full: strategy 'range-test' needs trials that can");
        assertThat(markdown).content().isEqualToNormalizingNewlines(launched.out());
        assertThat(Files.readAllLines(csv))
                .hasSize(7)
                .first()
                .asString()
                .startsWith("strategy,policy,tasks,searches,regret_at_2,")
                .endsWith(
                        "regret_at_20,cost_to_0.02,cost_to_0.01,within_0.01_at_5,within_0.01_at_10,within_0.01_at_20");
        assertThat(csv).content().contains("\ngrid,full,other alone,4,0.0,", "\ngrid,full,all,8,");
    }

    @Test
    void measuresAllThatThereIsUnlessToldOtherwise() {
        Launched launched = measure("--seeds", "1", "--budget", "2");

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        for (String strategy : List.of("auto", "bayesian", "grid", "quasi-random", "random")) {
            for (String policy : List.of("auto", "full", "keep-best")) {
                assertThat(launched.out()).containsPattern("\\Q" + strategy + "\\E( \\| | with )\\Q" + policy + "\\E");
            }
        }
    }

    /** A rate beyond a table reads its nearest end, and a failed trial costs without bringing anything. */
    @Test
    void widensTheRangeMakesTrialsFailAndWritesTheTraces() throws IOException {
        Path trace = folder.resolve("trace.csv");

        Launched launched = measure(
                "--strategies",
                "random",
                "--policies",
                "full",
                "--seeds",
                "2",
                "--first-seed",
                "5",
                "--budget",
                "9",
                "--widen",
                "2",
                "--failures",
                "0.3",
                "--trace",
                trace.toString());

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        List<String[]> rows = Files.readAllLines(trace).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
        assertThat(rows).extracting(cells -> cells[3]).containsOnly("5", "6");
        assertThat(rows)
                .extracting(cells -> Double.parseDouble(cells[5]))
                .allMatch(rate -> rate >= 1e-5 && rate <= 10)
                .anyMatch(rate -> rate < 1e-3 || rate > 0.1);
    }

    @Test
    void refusesWhatCannotWork() throws IOException {
        assertRefused("there is no strategy 'bayes'", measure("--strategies", "random,bayes"));
        assertRefused("there is no policy 'ful'", measure("--policies", "ful"));
        assertRefused("seeds must be at least 1, but was 0", measure("--seeds", "0"));
        assertRefused("the first seed must be 0 or more, but was -1", measure("--first-seed", "-1"));
        assertRefused("the budget must be above 0", measure("--budget", "NaN"));
        assertRefused("--widen must be in [0, 100], but was NaN", measure("--widen", "NaN"));
        assertRefused("--markdown: ", measure("--markdown", folder.toString()));
        assertRefused("are the same file", measure("--csv", "x.md", "--markdown", "./x.md"));
        assertRefused("there is no folder 'missing'", Launched.of("benchmark", "strategies", "--tables", "missing"));
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertRefused("has no file *.csv.gz", Launched.of("benchmark", "strategies", "--tables", empty.toString()));
        write("damaged-sgd.csv.gz", "learning_rate,seed\n1,2\n");
        assertRefused("damaged-sgd.csv.gz", measure());
    }

    private static void assertRefused(String message, Launched launched) {
        assertThat(launched.err()).startsWith("gradus: ").contains(message);
        assertThat(launched.out()).isEmpty();
        assertThat(launched.code()).isEqualTo(ExitCode.USAGE);
    }
}
