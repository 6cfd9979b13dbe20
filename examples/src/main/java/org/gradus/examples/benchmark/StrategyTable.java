package org.gradus.examples.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.core.space.Figures;
import org.gradus.trainers.replay.TraceRow;
import org.gradus.trainers.replay.TraceSummary;

/**
 * What the replays of strategies under policies came to: a row for each combination over all tasks, and below it one for
 * each problem alone.
 */
final class StrategyTable {
    private static final int THOUSAND = 1000;

    private final TaskGroups groups;
    private final MarkdownTable markdown = new MarkdownTable(headings());
    private final List<String> csv = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    StrategyTable(List<String> tasks) {
        this.groups = TaskGroups.of(tasks);
        csv.add(String.join(",", csvHeadings()));
    }

    private static List<String> headings() {
        return Stream.of(
                        Stream.of("strategy", "policy", "tasks"),
                        TraceSummary.COSTS.stream().map(StrategyTable::costHeading),
                        TraceSummary.TARGETS.stream().map(target -> "to " + target),
                        TraceSummary.SHARE_COSTS.stream().map(cost -> "@" + costHeading(cost)))
                .flatMap(s -> s)
                .toList();
    }

    private static List<String> csvHeadings() {
        return Stream.of(
                        Stream.of("strategy", "policy", "tasks", "searches"),
                        TraceSummary.COSTS.stream().map(cost -> "regret_at_" + costHeading(cost)),
                        TraceSummary.TARGETS.stream().map(target -> "cost_to_" + target),
                        TraceSummary.SHARE_COSTS.stream().map(cost -> "within_0.01_at_" + costHeading(cost)))
                .flatMap(s -> s)
                .toList();
    }

    private static String costHeading(double cost) {
        return Figures.of(cost);
    }

    /** Takes in the traces of a combination. */
    void add(String strategy, String policy, List<TraceRow> rows) {
        groups.tasks().forEach((group, tasks) -> {
            TraceSummary summary = TraceSummary.of(TaskGroups.rows(rows, tasks));
            markdown.add(cells(strategy, policy, group, summary));
            csv.add(csvLine(strategy, policy, group, summary));
        });
    }

    /** Notes that a combination cannot work. */
    void leaveOut(String strategy, String policy, String reason) {
        leftOut.add("* " + strategy + " with " + policy + ": "
                + reason.lines().findFirst().orElse(""));
    }

    private static List<String> cells(String strategy, String policy, String group, TraceSummary summary) {
        return Stream.of(
                        Stream.of(strategy, policy, group),
                        summary.regrets().stream().map(regret -> Figures.fixed(THOUSAND * regret, 1)),
                        summary.settled().stream()
                                .map(cost -> Double.isInfinite(cost) ? "never" : Figures.fixed(cost, 1)),
                        summary.within().stream().map(share -> Figures.fixed(share, 2)))
                .flatMap(s -> s)
                .toList();
    }

    private static String csvLine(String strategy, String policy, String group, TraceSummary summary) {
        String figures = Stream.of(summary.regrets(), summary.settled(), summary.within())
                .flatMap(List::stream)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        return String.join(",", strategy, policy, group, Integer.toString(summary.searches()), figures);
    }

    List<String> csv() {
        return List.copyOf(csv);
    }

    /** The table, what it says, and what was left out. */
    List<String> markdown() {
        List<String> lines = new ArrayList<>(List.of(
                "Regret x 1000 at a cost of so many full trainings: the mean over tasks of the median over seeds. Then the",
                "median cost after which the regret stays within .02 and .01, and the share of task and seed within .01 at",
                "a cost of so many. Rows of one problem alone hold it out: whoever chooses a default by the other problems",
                "reads there what it does on one that had no say.",
                ""));
        lines.addAll(markdown.lines());
        if (!leftOut.isEmpty()) {
            lines.addAll(List.of("", "Left out, because they cannot work here:", ""));
            lines.addAll(leftOut);
        }
        return lines;
    }
}
