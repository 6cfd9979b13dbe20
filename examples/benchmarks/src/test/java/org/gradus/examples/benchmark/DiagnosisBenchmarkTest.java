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
        double[] failing = GOOD_LOSS.clone();
        failing[6] = Double.NaN;
        failing[7] = Double.NaN;
        failing[8] = Double.NaN;
        new DrawnTable()
                .run(0.001, 3, constant(2.3), constant(0.1))
                .good(0.1, 3)
                .run(10, 3, failing, GOOD_ACCURACY)
                .write(folder.resolve("drawn.csv.gz"));
        Path csv = folder.resolve("rows.csv");

        Launched launched =
                Launched.of("benchmark", "diagnosis", "--tables", folder.toString(), "--csv", csv.toString());

        assertThat(launched.code()).isEqualTo(ExitCode.OK);
        assertThat(Files.readAllLines(csv))
                .containsExactly(
                        "table,learning_rate,seed,label,admitted,diagnosis",
                        "drawn,0.001,3,too-low,too-low,too-low",
                        "drawn,0.1,3,healthy,healthy,healthy",
                        "drawn,10.0,3,diverged,diverged,healthy");
        assertThat(launched.out())
                .contains("| all | 3 | 2 | 0.667 | 0.000 | 0.667 | 0.667 |")
                .contains("| diverged | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 0 |");
    }

    /** The recorded networks: 13 rates with 3 seeds each. */
    @Test
    void readsTheTablesThatAreKept() throws URISyntaxException {
        URL tables = Objects.requireNonNull(DiagnosisBenchmarkTest.class.getResource("diagnosis"));

        Launched launched = Launched.of(
                "benchmark", "diagnosis", "--tables", Path.of(tables.toURI()).toString());

        assertThat(launched.code()).isEqualTo(ExitCode.OK);
        assertThat(launched.out())
                .contains("| all | 156 | ")
                .contains("| mlp64-sgd | 39 | ")
                .contains("| mlp256x128-momentum | 39 | ")
                .contains("| cnn-sgd | 39 | ")
                .contains("| strideCnnDropout-momentum | 39 | ");
    }

    @Test
    void refusesAFolderWithoutTables() {
        Launched launched = Launched.of("benchmark", "diagnosis", "--tables", folder.toString());

        assertThat(launched.code()).isEqualTo(ExitCode.USAGE);
        assertThat(launched.err()).contains("has no file *.csv.gz");
    }
}
