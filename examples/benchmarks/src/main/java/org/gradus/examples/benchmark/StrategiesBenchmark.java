package org.gradus.examples.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.Extensions;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.trainers.replay.CurveTable;
import org.gradus.trainers.replay.Replay;
import org.gradus.trainers.replay.TraceRow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures every strategy under every budget policy on the recorded learning curves of a folder. */
@Command(
        name = "strategies",
        description = "Measures all strategies and policies on the recorded learning curves of a folder.")
final class StrategiesBenchmark implements LauncherCommand {
    private static final int MOST_DECADES = 100;

    @Option(names = "--tables", required = true, paramLabel = "DIR", description = "a folder of tables, *.csv.gz")
    Path folder = Path.of("");

    @Mixin
    final StrategyOptions options = new StrategyOptions();

    @Option(
            names = "--policies",
            split = ",",
            paramLabel = "POLICY",
            completionCandidates = Extensions.Policies.class,
            description = "which, separated by commas (default: all there are)")
    List<String> policies = List.of();

    @Option(
            names = "--budget",
            paramLabel = "B",
            description = "the budget of a search, in full trainings (default ${DEFAULT-VALUE})")
    double budget = 20;

    @Option(names = "--seeds", paramLabel = "N", description = "how many seeds (default ${DEFAULT-VALUE})")
    int seeds = 20;

    @Option(names = "--first-seed", paramLabel = "S", description = "the first of them (default ${DEFAULT-VALUE})")
    long firstSeed;

    @Option(
            names = "--widen",
            paramLabel = "D",
            description = "search D decades more on both sides of a table (default ${DEFAULT-VALUE})")
    double widen;

    @Option(
            names = "--failures",
            paramLabel = "SHARE",
            description = "the share of trials that fail, in [0, 1) (default ${DEFAULT-VALUE})")
    double failures;

    @Option(names = "--trace", paramLabel = "FILE", description = "write the traces of all replays")
    @Nullable
    Path trace;

    @Mixin
    TableFiles files = new TableFiles();

    @Override
    public void check(CommandFiles all) {
        files.check(all);
        all.writes("--trace", trace);
        TableFolder.nameFiles(folder, all);
        options.strategies();
        Extensions.policies(policies);
        if (!(widen >= 0 && widen <= MOST_DECADES)) {
            throw new IllegalArgumentException("--widen must be in [0, " + MOST_DECADES + "], but was " + widen);
        }
        replay(Extensions.AUTO, Extensions.AUTO);
        TableFolder.read(folder);
    }

    private Replay replay(String strategy, String policy) {
        return Replay.of(strategy, policy, Extensions.plan(strategy, policy))
                .budget(budget)
                .seeds(seeds)
                .firstSeed(firstSeed)
                .failures(failures);
    }

    @Override
    public int run(Terminal terminal) throws IOException {
        List<CurveTable> tables = TableFolder.read(folder);
        StrategyTable table =
                new StrategyTable(tables.stream().map(CurveTable::task).toList());
        List<TraceRow> all = new ArrayList<>();
        for (String strategy : options.strategies()) {
            for (String policy : Extensions.policies(policies)) {
                Optional<List<TraceRow>> rows = replayed(tables, strategy, policy, table);
                rows.ifPresent(r -> table.add(strategy, policy, r));
                rows.ifPresent(all::addAll);
                terminal.progress()
                        .println(strategy + " with " + policy + (rows.isPresent() ? " is replayed" : " is left out"));
            }
        }
        files.write(table.markdown(), table.csv(), terminal);
        if (trace != null) {
            TraceRow.write(trace, all);
        }
        return ExitCode.OK;
    }

    /** The traces of a combination; one that cannot work is noted in the table. */
    private Optional<List<TraceRow>> replayed(
            List<CurveTable> tables, String strategy, String policy, StrategyTable table) {
        List<TraceRow> rows = new ArrayList<>();
        double factor = Math.pow(10, widen);
        try {
            for (CurveTable recorded : tables) {
                Replay replay = replay(strategy, policy);
                rows.addAll((widen > 0
                                ? replay.minRate(recorded.minRate() / factor).maxRate(recorded.maxRate() * factor)
                                : replay)
                        .run(recorded));
            }
            return Optional.of(rows);
        } catch (IllegalStateException e) {
            table.leaveOut(strategy, policy, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
