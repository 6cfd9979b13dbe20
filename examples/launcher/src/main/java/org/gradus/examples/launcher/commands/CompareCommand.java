package org.gradus.examples.launcher.commands;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.space.Figures;
import org.gradus.core.space.LearningRate;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.Extensions;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Does the same search with several strategies and puts their results side by side. */
@Command(name = "compare", description = "Does the same search with several strategies and compares what they find.")
final class CompareCommand implements LauncherCommand {
    @Mixin
    final SearchOptions options = new SearchOptions();

    @Option(
            names = "--strategies",
            split = ",",
            paramLabel = "STRATEGY",
            completionCandidates = Extensions.Strategies.class,
            description = "the strategies (default random,bayesian)")
    List<String> strategies = List.of("random", "bayesian");

    @Override
    public boolean trains() {
        return options.training.isDeeplearning4j();
    }

    @Override
    public boolean takesProgram() {
        return true;
    }

    @Override
    public int run(Terminal terminal) {
        try (ChosenTrainer chosen = options.training.open()) {
            chosen.announce(terminal);
            return compare(chosen, terminal);
        }
    }

    private int compare(ChosenTrainer chosen, Terminal terminal) {
        String figure = chosen.objective(options.objective()).words().replace(' ', '-');
        TextTable table = new TextTable("strategy", "best rate", figure, "test", "epochs", "report");
        int code = ExitCode.OK;
        for (String strategy : strategies) {
            StudyResult result = searched(chosen, strategy, terminal);
            ReportOptions reports = reportsOf(strategy);
            reports.write(result, terminal);
            table.add(row(strategy, result, reports.report));
            code = Math.max(code, SearchCommand.exitCode(result));
            if (result.interrupted()) {
                break;
            }
        }
        terminal.out().println(table);
        return code;
    }

    private StudyResult searched(ChosenTrainer chosen, String strategy, Terminal terminal) {
        try (HeldModels held = HeldModels.of(options, chosen)) {
            return Searches.run(
                    chosen, terminal, watched -> held.addTo(SearchCommand.search(options, watched, strategy)));
        }
    }

    private static String[] row(String strategy, StudyResult result, Path report) {
        List<String> cells = new ArrayList<>(List.of(strategy));
        cells.add(result.findBest()
                .map(best ->
                        best.trial().learningRate().map(LearningRate::toString).orElse("-"))
                .orElse("none"));
        cells.add(result.findBest()
                .flatMap(RankedTrial::figure)
                .map(f -> Figures.fixed(f.mean(), 3)
                        + (f.hasInterval()
                                ? " (" + Figures.fixed(f.low(), 3) + " to " + Figures.fixed(f.high(), 3) + ")"
                                : ""))
                .orElse("-"));
        cells.add(result.findBest()
                .flatMap(RankedTrial::test)
                .map(t -> Figures.fixed(t.accuracy().orElse(t.loss()), 3))
                .orElse("-"));
        cells.add(Figures.of(result.epochsSpent()));
        cells.add(report.toString());
        return cells.toArray(String[]::new);
    }

    /** The files of one strategy: {@code report-random.html} for {@code report.html}. */
    private ReportOptions reportsOf(String strategy) {
        ReportOptions own = new ReportOptions();
        own.report = beside(options.reports.report, strategy);
        own.json = options.reports.json().map(file -> beside(file, strategy)).orElse(null);
        return own;
    }

    private static Path beside(Path file, String strategy) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        int end = dot <= 0 ? name.length() : dot;
        return file.resolveSibling(name.substring(0, end) + "-" + strategy + name.substring(end));
    }

    @Override
    public void check(CommandFiles files) {
        if (strategies.isEmpty()) {
            throw new IllegalArgumentException("--strategies must name at least one strategy");
        }
        Extensions.strategies(strategies)
                .forEach(strategy -> reportsOf(strategy).check(files));
        options.checkSearch(files);
        if (options.stored.store().isPresent()) {
            throw new IllegalStateException("compare keeps no studies: --store goes with the command search");
        }
    }
}
