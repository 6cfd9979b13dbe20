package org.gradus.examples.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.engine.AutoPlan;
import org.gradus.examples.functions.FunctionSearch;
import org.gradus.examples.functions.TestFunction;
import org.gradus.examples.functions.TestFunctions;
import org.gradus.examples.launcher.CommandFiles;
import org.gradus.examples.launcher.ExitCode;
import org.gradus.examples.launcher.Extensions;
import org.gradus.examples.launcher.Launcher;
import org.gradus.examples.launcher.LauncherCommand;
import org.gradus.examples.launcher.Options;
import org.gradus.examples.launcher.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures strategies on functions whose least values are known. */
@Command(name = "functions", description = "Measures all strategies on functions whose least values are known.")
public final class FunctionsBenchmark implements LauncherCommand {
    @Option(
            names = "--strategies",
            split = ",",
            paramLabel = "NAME",
            description = "which, with commas between (default: all there are)")
    List<String> strategies = List.of();

    @Option(names = "--seeds", paramLabel = "N", description = "search with seeds 0..N-1 (default ${DEFAULT-VALUE})")
    int seeds = 10;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description =
                    "trials of a search; regrets are said after a quarter, half and all (default ${DEFAULT-VALUE})")
    int trials = 60;

    @Mixin
    TableFiles files = new TableFiles();

    public static void main(String[] args) {
        Launcher.main(new FunctionsBenchmark(), args);
    }

    @Override
    public boolean trains() {
        return false;
    }

    @Override
    public void nameFiles(CommandFiles all) {
        files.nameFiles(all);
    }

    @Override
    public void check() {
        Chosen.strategies(strategies);
        Options.requireAtLeast("--seeds", 1, seeds);
        Options.requireAtLeast("--trials", 1, trials);
        files.check();
    }

    @Override
    public int run(Terminal terminal) throws IOException {
        FunctionTable table = new FunctionTable(FunctionSearch.milestones(trials));
        for (TestFunction function : TestFunctions.all()) {
            FunctionSearch search = new FunctionSearch(function, trials);
            Chosen.strategies(strategies).forEach(strategy -> measure(search, strategy, table));
            terminal.err().println(function.name() + " is searched");
        }
        table.markdown().forEach(terminal.out()::println);
        files.write(table.markdown(), table.csv());
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
