package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.examples.benchmark.DrawnTable.GOOD_ACCURACY;
import static org.gradus.examples.benchmark.DrawnTable.GOOD_LOSS;
import static org.gradus.examples.benchmark.DrawnTable.constant;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.gradus.examples.launcher.commands.Launched;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosisBenchmarkTest {
    @TempDir
    private Path folder;

    /** At 10 the diagnoser sees nothing of the failure at epoch 6, and calls healthy what diverged. */
    @Test
    void countsWhatTheDiagnoserCouldNotSeeAsWrong() throws IOException {
        double[] train = {2.3, 0.85, 0.55, 0.42, 0.33, 0.28, 0.24, 0.21, 0.19};
        double[] failing = GOOD_LOSS.clone();
        failing[6] = Double.NaN;
        failing[7] = Double.NaN;
        failing[8] = Double.NaN;
        new DrawnTable()
                .run(0.001, 3, constant(2.3), constant(0.1))
                .run(0.1, 3, train, GOOD_LOSS, GOOD_ACCURACY)
                .run(10, 3, train, failing, GOOD_ACCURACY)
                .write(folder.resolve("drawn.csv.gz"));
        Path csv = folder.resolve("rows.csv");

        Launched launched =
                Launched.of("benchmark", "diagnosis", "--tables", folder.toString(), "--csv", csv.toString());

        assertThat(launched.code()).isEqualTo(ExitCode.OK);
        assertThat(Files.readAllLines(csv))
                .containsExactly(
                        "table,learning_rate,seed,label,admitted,one_seed,diagnosis",
                        "drawn,0.001,3,too-low,too-low,too-low,too-low",
                        "drawn,0.1,3,healthy,healthy,healthy,healthy",
                        "drawn,10.0,3,diverged,diverged,diverged,healthy");
        assertThat(launched.out())
                .contains("| all | 3 | 2 | 0.667 | 0.000 | 0.667 | 0.667 | 1.000 |")
                .contains("| diverged | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 0 |");
    }

    /** The networks held out: 9 to 13 rates with 3 seeds each. */
    @Test
    void readsTheTablesThatAreKept() throws URISyntaxException {
        URL tables = Objects.requireNonNull(DiagnosisBenchmarkTest.class.getResource("diagnosis/held-out"));

        Launched launched = Launched.of(
                "benchmark", "diagnosis", "--tables", Path.of(tables.toURI()).toString());

        assertThat(launched.code()).isEqualTo(ExitCode.OK);
        assertThat(launched.out())
                .contains("| all | 540 | ")
                .contains("| lstm32-adam | 27 | ")
                .contains("| cnn-momentum | 30 | ");
    }

    @Test
    void refusesAFolderWithoutTables() {
        Launched launched = Launched.of("benchmark", "diagnosis", "--tables", folder.toString());

        assertThat(launched.code()).isEqualTo(ExitCode.USAGE);
        assertThat(launched.err()).contains("has no file *.csv.gz");
    }
}
