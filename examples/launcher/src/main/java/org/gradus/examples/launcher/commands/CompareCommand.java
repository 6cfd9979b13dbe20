package org.gradus.examples.launcher.commands;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.space.Figures;
import org.gradus.core.space.LearningRate;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.Extensions;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.examples.launcher.internal.commandline.UsageException;
import org.gradus.reports.ComparisonReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts stored studies side by side, or does the same search with several strategies and puts these side by side. */
@Command(
        name = "compare",
        description =
                "Puts stored studies side by side; or does the same search with several strategies and compares what"
                        + " they find.")
final class CompareCommand implements LauncherCommand {
    /** What goes with stored studies. */
    private static final Set<String> OF_STORED = Set.of("--store", "--study", "--report", "--quiet", "--verbose");

    @Mixin
    final SearchOptions options = new SearchOptions();

    @Mixin
    final StoredStudies stored = new StoredStudies();

    @Option(
            names = "--strategies",
            split = ",",
            paramLabel = "STRATEGY",
            completionCandidates = Extensions.Strategies.class,
            description = "the strategies (default random,bayesian)")
    List<String> strategies = List.of("random", "bayesian");

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public boolean trains() {
        return !stored.areGiven() && options.training.isDeeplearning4j();
    }

    @Override
    public boolean takesProgram() {
        return true;
    }

    @Override
    public int run(Terminal terminal) {
        if (stored.areGiven()) {
            return compareStored(terminal);
        }
        try (ChosenTrainer chosen = options.training.open()) {
            chosen.announce(terminal);
            return compareStrategies(chosen, terminal);
        }
    }

    private int compareStored(Terminal terminal) {
        Map<String, StudyResult> studies = stored.read();
        ComparisonReport report = new ComparisonReport();
        try {
            studies.forEach(report::add);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e);
        }
        String figure = studies.values().iterator().next().study().objective().words();
        TextTable table = new TextTable("study", "best rate", figure.replace(' ', '-'), "test", "epochs");
        studies.forEach((name, result) -> table.add(row(name, result).toArray(String[]::new)));
        terminal.out().println(table);
        studies.forEach((name, result) -> {
            if (result.interrupted()) {
                terminal.out().println("Study '" + name + "' is not finished yet.");
            }
        });
        write(report, terminal);
        return ExitCode.OK;
    }

    private void write(ComparisonReport report, Terminal terminal) {
        terminal.out().println(report.summary());
        report.write(options.reports.report);
        terminal.out().println("Report: " + options.reports.report.toAbsolutePath());
    }

    private int compareStrategies(ChosenTrainer chosen, Terminal terminal) {
        String figure = chosen.objective(options.objective()).words().replace(' ', '-');
        TextTable table = new TextTable("strategy", "best rate", figure, "test", "epochs", "report");
        ComparisonReport report = new ComparisonReport();
        int searched = 0;
        int code = ExitCode.OK;
        for (String strategy : strategies) {
            StudyResult result = searched(chosen, strategy, terminal);
            ReportOptions reports = reportsOf(strategy);
            reports.write(result, terminal);
            table.add(Stream.concat(row(strategy, result).stream(), Stream.of(reports.report.toString()))
                    .toArray(String[]::new));
            report.add(strategy, result);
            searched++;
            code = Math.max(code, SearchCommand.exitCode(result));
            if (result.interrupted()) {
                break;
            }
        }
        terminal.out().println(table);
        if (searched > 1) {
            write(report, terminal);
        }
        return code;
    }

    private StudyResult searched(ChosenTrainer chosen, String strategy, Terminal terminal) {
        try (HeldModels held = HeldModels.of(options, chosen)) {
            return Searches.run(
                    chosen, terminal, watched -> held.addTo(SearchCommand.search(options, watched, strategy)));
        }
    }

    private static List<String> row(String name, StudyResult result) {
        List<String> cells = new ArrayList<>(List.of(name));
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
        return cells;
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
        if (stored.areGiven()) {
            GivenOptions.refuse(
                    ofSearches(), "cannot go with --store and --study: stored studies are not searched again");
            files.writes("--report", options.reports.report);
            stored.check(files);
            return;
        }
        if (strategies.isEmpty()) {
            throw new IllegalArgumentException("--strategies must name at least one strategy");
        }
        strategies = Extensions.strategies(strategies);
        if (strategies.size() > ComparisonReport.MOST) {
            throw new IllegalArgumentException("--strategies must name at most " + ComparisonReport.MOST
                    + " strategies, but names " + strategies.size());
        }
        strategies.forEach(strategy -> reportsOf(strategy).check(files));
        files.writes("--report", options.reports.report);
        options.check(files);
    }

    /** The options that were given and say how to search. */
    private List<String> ofSearches() {
        Stream<String> given = spec == null
                ? Stream.of()
                : spec.commandLine().getParseResult().matchedOptions().stream()
                        .map(OptionSpec::longestName)
                        .filter(name -> !OF_STORED.contains(name));
        return Stream.concat(given, options.training.program.isEmpty() ? Stream.of() : Stream.of("a program"))
                .toList();
    }
}
