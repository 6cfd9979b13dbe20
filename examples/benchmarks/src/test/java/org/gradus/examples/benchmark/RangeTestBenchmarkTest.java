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
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.LearningCurve;
import org.gradus.examples.launcher.commands.Launched;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.sweeps.SweepFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangeTestBenchmarkTest {
    @TempDir
    private Path folder;

    /** Trainings with two seeds: 0.01 is best with the first, 0.1 with the second and in the mean. */
    @BeforeEach
    void writeTable() throws IOException {
        try (Writer out = new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("fashion-mini-dropout-sgd.csv.gz"))),
                StandardCharsets.UTF_8)) {
            out.write("""
                    learning_rate,seed,epoch,train_loss,validation_loss,validation_accuracy
                    0.01,0,0,2.3,2.3,0.1
                    0.01,0,1,0.5,0.5,0.82
                    0.01,1,0,2.3,2.3,0.1
                    0.01,1,1,0.5,0.5,0.7
                    0.1,0,0,2.3,2.3,0.1
                    0.1,0,1,0.6,0.6,0.8
                    0.1,1,0,2.3,2.3,0.1
                    0.1,1,1,0.5,0.5,0.84
                    1,0,0,2.3,2.3,0.1
                    1,1,0,2.3,2.3,0.1
                    """);
        }
    }

    /** The loss falls from 2.3 most steeply at a rate of 0.1 and breaks at 1; 12 steps a decade, 156 steps an epoch. */
    private void writeSweeps(long seed) {
        List<CurvePoint> points = new ArrayList<>();
        for (int i = 0; i < 85; i++) {
            double logRate = -6 + 7 * i / 84.0;
            double loss = logRate < 0 ? 2.3 - 1.8 / (1 + Math.exp(-(logRate + 1) / 0.2)) : 20;
            points.add(CurvePoint.ofBatch(i + 1, Math.pow(10, logRate), loss));
        }
        LearningCurve sweep = LearningCurve.of(points);
        SweepFile.write(folder.resolve("fashion-mini-dropout-sgd-" + seed + ".csv"), List.of(sweep, sweep));
    }

    private Launched measure(String... more) {
        List<String> args = new ArrayList<>(List.of("benchmark", "range-test", "--tables", folder.toString()));
        args.addAll(List.of(more));
        return Launched.of(args.toArray(String[]::new));
    }

    @Test
    void comparesKeptSweepsWithTheGrid() throws IOException {
        writeSweeps(0);
        writeSweeps(1);
        Path csv = folder.resolve("table.csv");

        Launched launched = measure("--sweeps-in", folder.toString(), "--csv", csv.toString());

        assertThat(launched.code()).isEqualTo(ExitCode.OK);
        List<String> lines = Files.readAllLines(csv);
        // The interval, about 0.05 to 0.33, holds 0.1, which is good for the second seed and for the mean alone.
        assertThat(lines.get(1)).startsWith("dropout,sgd,0,0.01,0.82,").contains(",no,yes,yes,,1.08974");
        assertThat(lines.get(2)).startsWith("dropout,sgd,1,0.1,0.84,").contains(",yes,yes,yes,,1.08974");
        assertThat(launched.out())
                .contains("| all | 2 | 1/2 | 2/2 |")
                .contains("| dropout | 2 | 1/2 | 2/2 |")
                .doesNotContain("| plain | ");
    }

    @Test
    void refusesFoldersThatAreNotThereAndTablesOfNoNetwork() throws IOException {
        assertThat(measure("--sweeps-in", folder.resolve("nowhere").toString()).err())
                .contains("--sweeps-in: there is no folder");
        assertThat(measure("--sweeps-in", folder.toString(), "--sweeps-out", folder.toString())
                        .err())
                .contains("--sweeps-in makes none");
        Files.move(folder.resolve("fashion-mini-dropout-sgd.csv.gz"), folder.resolve("mnist.csv.gz"));
        assertThat(measure("--sweeps-in", folder.toString()).err())
                .contains("table 'mnist' does not say what was trained")
                .contains("Maybe");
    }
}
