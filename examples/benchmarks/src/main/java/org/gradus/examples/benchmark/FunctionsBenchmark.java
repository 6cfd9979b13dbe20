package org.gradus.examples.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.engine.AutoPlan;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.Extensions;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures strategies on functions whose least values are known. */
@Command(name = "functions", description = "Measures all strategies on functions whose minima are known.")
final class FunctionsBenchmark implements LauncherCommand {
    @Mixin
    final StrategyOptions options = new StrategyOptions();

    @Option(names = "--seeds", paramLabel = "N", description = "search with seeds 0..N-1 (default ${DEFAULT-VALUE})")
    int seeds = 10;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description =
                    "trials of a search; regrets are reported after a quarter, half and all (default ${DEFAULT-VALUE})")
    int trials = 60;

    @Mixin
    TableFiles files = new TableFiles();

    @Override
    public void check(CommandFiles all) {
        files.check(all);
        options.strategies();
        OptionRanges.requireAtLeast("--seeds", 1, seeds);
        OptionRanges.requireAtLeast("--trials", 1, trials);
    }

    @Override
    public int run(Terminal terminal) throws IOException {
        FunctionTable table = new FunctionTable(FunctionSearch.milestones(trials));
        for (TestFunction function : TestFunctions.all()) {
            FunctionSearch search = new FunctionSearch(function, trials);
            options.strategies().forEach(strategy -> measure(search, strategy, table));
            terminal.progress().println(function.name() + " is searched");
        }
        files.write(table.markdown(), table.csv(), terminal);
        return ExitCode.OK;
    }

    private void measure(FunctionSearch search, String strategy, FunctionTable table) {
        AutoPlan plan = Extensions.plan(strategy, "full");
        List<double[]> regrets = new ArrayList<>();
        try {
            for (int seed = 0; seed < seeds; seed++) {
                regrets.add(search.regrets(plan, seed));
            }
            table.add(search, strategy, regrets);
        } catch (IllegalStateException e) {
            table.leaveOut(search, strategy, String.valueOf(e.getMessage()));
        }
    }
}
