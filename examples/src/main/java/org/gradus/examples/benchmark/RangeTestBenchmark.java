package org.gradus.examples.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.rangetest.RangeTestPlan;
import org.gradus.core.rangetest.SweepRun;
import org.gradus.core.trial.Sweep;
import org.gradus.examples.RateOptions;
import org.gradus.examples.SweepFile;
import org.gradus.examples.images.FashionMini;
import org.gradus.examples.images.ImageData;
import org.gradus.examples.launcher.CommandFiles;
import org.gradus.examples.launcher.ExitCode;
import org.gradus.examples.launcher.Launcher;
import org.gradus.examples.launcher.LauncherCommand;
import org.gradus.examples.launcher.Terminal;
import org.gradus.trainers.replay.CurveTable;
import org.gradus.trainers.replay.RecordedRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the range test against grids of real trainings of the same networks with the same seeds. */
@Command(
        name = "range-test",
        description = "Sweeps the networks of the recorded tables of a folder and compares with their best rates.")
public final class RangeTestBenchmark implements LauncherCommand {
    private static final double MOST_EPOCHS = 1000;

    @Option(
            names = "--tables",
            required = true,
            paramLabel = "DIR",
            description = "a folder of tables of fashion-mini made by record, *.csv.gz, named after what was trained")
    Path folder = Path.of("");

    @Option(
            names = "--epochs",
            paramLabel = "E",
            description = "what the range test of a seed may cost, in epochs (default ${DEFAULT-VALUE})")
    double epochs = 3;

    @Mixin
    final RateOptions rates = new RateOptions(1e-6, 10);

    @Option(
            names = "--sweeps-out",
            paramLabel = "DIR",
            description = "keep sweeps and probes in this folder, in the form of range-test --curve")
    @Nullable
    Path sweepsOut;

    @Option(
            names = "--sweeps-in",
            paramLabel = "DIR",
            description = "read the sweeps that an earlier run kept, and make none")
    @Nullable
    Path sweepsIn;

    @Mixin
    TableFiles files = new TableFiles();

    public static void main(String[] args) {
        Launcher.main(new RangeTestBenchmark(), args);
    }

    @Override
    public boolean trains() {
        return sweepsIn == null;
    }

    @Override
    public void nameFiles(CommandFiles all) {
        files.nameFiles(all);
        TableFolder.files(folder).forEach(table -> all.reads("--tables", table));
    }

    @Override
    public void check() {
        if (!(epochs > 0 && epochs <= MOST_EPOCHS)) {
            throw new IllegalArgumentException("--epochs must be in (0, " + MOST_EPOCHS + "], but was " + epochs);
        }
        if (sweepsIn != null && sweepsOut != null) {
            throw new IllegalStateException("--sweeps-out keeps sweeps that are made, but --sweeps-in makes none");
        }
        checkFolder("--sweeps-in", sweepsIn);
        checkFolder("--sweeps-out", sweepsOut);
        files.check();
        TableFolder.read(folder).forEach(table -> SweptNetwork.named(table.task()));
        rates.check();
    }

    private static void checkFolder(String option, @Nullable Path path) {
        if (path != null && !Files.isDirectory(path)) {
            throw new IllegalArgumentException(option + ": there is no folder '" + path + "'");
        }
    }

    @Override
    public int run(Terminal terminal) throws IOException {
        ImageData data = FashionMini.load();
        int stepsPerEpoch = data.train().size() / SweptNetwork.BATCH;
        RangeTestPlan plan = RangeTestPlan.within(rates.min(), rates.max(), (int) Math.max(2, epochs * stepsPerEpoch));
        List<RangeTestRow> rows = new ArrayList<>();
        for (CurveTable grid : TableFolder.read(folder)) {
            SweptNetwork network = SweptNetwork.named(grid.task());
            for (long seed :
                    grid.runs().stream().map(RecordedRun::seed).distinct().toList()) {
                List<SweepRun> runs = runs(network, seed, data, plan);
                rows.add(new RangeTestRow(
                        network,
                        seed,
                        RateGrid.ofSeed(grid, seed),
                        RateGrid.ofMean(grid),
                        plan.analyse(runs),
                        RangeTestPlan.stepsDone(runs) / (double) stepsPerEpoch));
                terminal.err().println(network.name() + ", seed " + seed);
            }
        }
        RangeTestTable table = new RangeTestTable(rows);
        table.markdown().forEach(terminal.out()::println);
        files.write(table.markdown(), table.csv());
        return ExitCode.OK;
    }

    private List<SweepRun> runs(SweptNetwork network, long seed, ImageData data, RangeTestPlan plan) {
        String file = data.name() + "-" + network.variant() + "-" + network.optimizer() + "-" + seed + ".csv";
        if (sweepsIn != null) {
            return SweepFile.read(sweepsIn.resolve(file)).stream()
                    .map(curve -> run(curve, plan))
                    .toList();
        }
        List<SweepRun> runs = network.test(data, seed, plan);
        if (sweepsOut != null) {
            SweepFile.write(
                    sweepsOut.resolve(file), runs.stream().map(SweepRun::curve).toList());
        }
        return runs;
    }

    /** What was run by what came of it: a probe has one rate. */
    private static SweepRun run(LearningCurve curve, RangeTestPlan plan) {
        double rate = curve.learningRate(0);
        boolean probe = rate == curve.learningRate(curve.size() - 1)
                && rate != plan.climb().minRate();
        return new SweepRun(probe ? Sweep.probe(rate, plan.probeSteps()) : plan.climb(), curve);
    }
}
