package org.gradus.examples.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.gradus.core.space.Figures;
import org.gradus.trainers.replay.TraceRow;

/**
 * The replays of strategies under policies: a row for each combination over all tasks, and below it one for each problem
 * alone.
 */
final class StrategyTable {
    private static final List<String> EXPLANATION = List.of(
            "Regret x 1000 at a cost of n full trainings: the mean over tasks of the median over seeds. Then the",
            "median cost after which the regret stays within .02 and .01, and the share of task and seed within .01 at",
            "a cost of n. Rows of one problem alone hold it out: if a default is chosen by the other problems, this row",
            "shows it on a problem that had no say.",
            "");
    private static final int THOUSAND = 1000;

    private final TaskGroups groups;
    private final List<Row> rows = new ArrayList<>();
    private final SkippedRows leftOut = new SkippedRows();

    StrategyTable(List<String> tasks) {
        this.groups = TaskGroups.of(tasks);
    }

    /** A combination on the tasks of a group. */
    private record Row(String strategy, String policy, String group, TraceSummary summary) {
        List<String> regrets() {
            return words(summary.regrets(), regret -> Figures.fixed(THOUSAND * regret, 1));
        }

        List<String> settled() {
            return words(summary.settled(), cost -> Double.isInfinite(cost) ? "never" : Figures.fixed(cost, 1));
        }

        List<String> within() {
            return words(summary.within(), share -> Figures.fixed(share, 2));
        }

        private static List<String> words(List<Double> figures, Function<Double, String> word) {
            return figures.stream().map(word).toList();
        }
    }

    /** Takes in the traces of a combination. */
    void add(String strategy, String policy, List<TraceRow> traces) {
        groups.tasks().forEach((group, tasks) -> {
            TraceSummary summary = TraceSummary.of(TaskGroups.rows(traces, tasks));
            rows.add(new Row(strategy, policy, group, summary));
        });
    }

    /** Notes that a combination cannot work. */
    void leaveOut(String strategy, String policy, String reason) {
        leftOut.add(strategy + " with " + policy, reason);
    }

    private static Columns<Row> names() {
        return new Columns<Row>()
                .add("strategy", Row::strategy)
                .add("policy", Row::policy)
                .add("tasks", Row::group);
    }

    List<String> csv() {
        return names().add("searches", row -> row.summary().searches())
                .addEach(
                        TraceSummary.COSTS,
                        c -> "regret_at_" + Figures.of(c),
                        row -> row.summary().regrets())
                .addEach(
                        TraceSummary.TARGETS,
                        target -> "cost_to_" + target,
                        row -> row.summary().settled())
                .addEach(
                        TraceSummary.SHARE_COSTS,
                        c -> "within_0.01_at_" + Figures.of(c),
                        row -> row.summary().within())
                .csv(rows);
    }

    /** The table, what it says, and what was left out. */
    List<String> markdown() {
        List<String> lines = new ArrayList<>(EXPLANATION);
        lines.addAll(names().addEach(TraceSummary.COSTS, Figures::of, Row::regrets)
                .addEach(TraceSummary.TARGETS, target -> "to " + target, Row::settled)
                .addEach(TraceSummary.SHARE_COSTS, cost -> "@" + Figures.of(cost), Row::within)
                .markdown(rows));
        lines.addAll(leftOut.markdown());
        return lines;
    }
}
