package org.gradus.examples.launcher.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.space.LearningRate;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.Extensions;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.examples.launcher.internal.commandline.UsageException;
import org.gradus.trainers.replay.CurveTable;
import org.gradus.trainers.replay.Replay;
import org.gradus.trainers.replay.TraceRow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how fast a strategy under a policy finds a good rate, on recorded learning curves instead of trainings. */
@Command(name = "replay", description = "Measures how fast a strategy finds a good rate on recorded learning curves.")
final class ReplayCommand implements LauncherCommand {
    @Option(
            names = "--strategy",
            required = true,
            paramLabel = "STRATEGY",
            completionCandidates = Extensions.Strategies.class,
            description = "proposes the rates: grid, random, bayesian, ...")
    String strategy = Extensions.AUTO;

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "POLICY",
            completionCandidates = Extensions.Policies.class,
            description = "decides how long trials train: full, keep-best, ...")
    String policy = Extensions.AUTO;

    @Option(
            names = "--budget",
            required = true,
            paramLabel = "B",
            description = "the budget of a search, in full trainings")
    double budget;

    @Option(names = "--seeds", required = true, paramLabel = "N", description = "search each table with seeds 0..N-1")
    int seeds;

    @Option(
            names = "--min-rate",
            paramLabel = "R",
            description = "the lowest learning rate (default: the table's lowest)")
    @Nullable
    LearningRate minRate;

    @Option(
            names = "--max-rate",
            paramLabel = "R",
            description = "the highest learning rate (default: the table's highest)")
    @Nullable
    LearningRate maxRate;

    @Option(
            names = "--failures",
            paramLabel = "SHARE",
            description = "the share of trials that fail, in [0, 1) (default ${DEFAULT-VALUE})")
    double failures;

    @Option(names = "--out", required = true, paramLabel = "TRACE.csv", description = "where the trace is written to")
    Path out = Path.of("");

    @Parameters(arity = "1..*", paramLabel = "TABLE.csv.gz", description = "recorded learning curves, a table a task")
    List<Path> tables = List.of();

    /** The replay; what to copy. */
    Replay replay() {
        Replay replay = Replay.of(strategy, policy, Extensions.plan(strategy, policy))
                .budget(budget)
                .seeds(seeds)
                .failures(failures);
        if (minRate != null) {
            replay = replay.minRate(minRate.value());
        }
        return maxRate == null ? replay : replay.maxRate(maxRate.value());
    }

    @Override
    public int run(Terminal terminal) throws IOException {
        List<TraceRow> rows = new ArrayList<>();
        for (Path file : tables) {
            CurveTable table = CurveTable.read(file);
            rows.addAll(replayed(table));
            terminal.progress().println(table.task() + " is replayed");
        }
        TraceRow.write(out, rows);
        terminal.out().println("Trace: " + out.toAbsolutePath());
        return ExitCode.OK;
    }

    private List<TraceRow> replayed(CurveTable table) {
        try {
            return replay().run(table);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UsageException(e);
        }
    }

    @Override
    public void check(CommandFiles files) {
        files.writes("--out", out);
        tables.forEach(table -> files.reads("the table", table));
        files.check();
        replay();
        for (Path file : tables) {
            CurveTable table = CurveTable.read(file);
            double low = minRate == null ? table.minRate() : minRate.value();
            double high = maxRate == null ? table.maxRate() : maxRate.value();
            if (!(low < high)) {
                throw new IllegalArgumentException("table '" + table.task() + "' would be searched from " + low + " to "
                        + high + ", which is no range");
            }
        }
    }
}
