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
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.RateOptions;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.examples.launcher.internal.images.FashionMini;
import org.gradus.examples.launcher.internal.images.ImageData;
import org.gradus.examples.launcher.internal.sweeps.SweepFile;
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
final class RangeTestBenchmark implements LauncherCommand {
    private static final int MOST_EPOCHS = 1000;

    @Mixin
    final RecordedNetworks tables = new RecordedNetworks();

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

    @Override
    public boolean trains() {
        return sweepsIn == null;
    }

    @Override
    public void check(CommandFiles all) {
        files.check(all);
        OptionRanges.requirePositive("--epochs", MOST_EPOCHS, epochs);
        if (sweepsIn != null && sweepsOut != null) {
            throw new IllegalStateException("--sweeps-out keeps sweeps that are made, but --sweeps-in makes none");
        }
        checkFolder("--sweeps-in", sweepsIn);
        checkFolder("--sweeps-out", sweepsOut);
        tables.check(all);
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
        int stepsPerEpoch = data.train().size() / RecordedNetwork.BATCH;
        RangeTestPlan plan = RangeTestPlan.within(rates.min(), rates.max(), (int) Math.max(2, epochs * stepsPerEpoch));
        List<RangeTestRow> rows = new ArrayList<>();
        for (CurveTable grid : tables.read()) {
            RecordedNetwork network = RecordedNetwork.named(grid.task());
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
                terminal.progress().println(network.name() + ", seed " + seed);
            }
        }
        RangeTestTable table = new RangeTestTable(rows);
        files.write(table.markdown(), table.csv(), terminal);
        return ExitCode.OK;
    }

    private List<SweepRun> runs(RecordedNetwork network, long seed, ImageData data, RangeTestPlan plan) {
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

    /** The run that a curve was recorded of: a probe has one rate. */
    private static SweepRun run(LearningCurve curve, RangeTestPlan plan) {
        double rate = curve.learningRate(0);
        boolean probe = rate == curve.learningRate(curve.size() - 1)
                && rate != plan.climb().minRate();
        return new SweepRun(probe ? Sweep.constant(rate, plan.probeSteps()) : plan.climb(), curve);
    }
}
