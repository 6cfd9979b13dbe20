package org.gradus.examples.benchmark;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Table;
import com.google.common.collect.TreeBasedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.space.Figures;

/** Strategies on functions: median regrets over seeds, and how each compares with two that know nothing. */
final class FunctionTable {
    private static final List<String> YARDSTICKS = List.of("random", "quasi-random");

    private final List<Integer> milestones;
    private final List<Row> rows = new ArrayList<>();
    private final SkippedRows leftOut = new SkippedRows();
    /** By strategy and function. */
    private final Table<String, String, Double> last = TreeBasedTable.create();

    FunctionTable(List<Integer> milestones) {
        this.milestones = ImmutableList.copyOf(milestones);
    }

    /**
     * The searches of a strategy on a function.
     *
     * @param regrets after each trial, of each seed in order
     */
    private record Row(String function, String strategy, List<double[]> regrets) {
        double median(int milestone) {
            return CurveStatistics.median(
                    regrets.stream().mapToDouble(r -> r[milestone - 1]).toArray());
        }
    }

    /** A search of a row, by its seed. */
    private record OneSearch(Row row, int seed) {}

    /**
     * Takes in the searches of a strategy on a function.
     *
     * @param regrets after each trial, of each seed in order
     */
    void add(FunctionSearch search, String strategy, List<double[]> regrets) {
        Row row = new Row(search.function().name(), strategy, regrets);
        rows.add(row);
        last.put(strategy, row.function(), row.median(milestones.get(milestones.size() - 1)));
    }

    /** Notes that a strategy cannot work on a function. */
    void leaveOut(FunctionSearch search, String strategy, String reason) {
        leftOut.add(strategy + " on " + search.function().name(), reason);
    }

    /** The searches, each on a line. */
    List<String> csv() {
        List<OneSearch> searches = rows.stream()
                .flatMap(row -> IntStream.range(0, row.regrets().size()).mapToObj(seed -> new OneSearch(row, seed)))
                .toList();
        return new Columns<OneSearch>()
                .add("function", one -> one.row().function())
                .add("strategy", one -> one.row().strategy())
                .add("seed", OneSearch::seed)
                .addAll(
                        milestones,
                        m -> "after_" + m,
                        m -> one -> one.row().regrets().get(one.seed())[m - 1])
                .csv(searches);
    }

    /** The table, what it says, the comparison, and what was left out. */
    List<String> markdown() {
        List<String> lines = new ArrayList<>(List.of(
                "Regret after n trials, without noise, of the best by the values seen: median over seeds.", ""));
        lines.addAll(new Columns<Row>()
                .add("function", Row::function)
                .add("strategy", Row::strategy)
                .addAll(milestones, m -> "after " + m, m -> row -> Figures.of(row.median(m)))
                .markdown(rows));
        List<String> comparison = comparison();
        if (!comparison.isEmpty()) {
            lines.add("");
            lines.addAll(comparison);
        }
        lines.addAll(leftOut.markdown());
        return lines;
    }

    private List<String> comparison() {
        List<String> lines = new ArrayList<>();
        for (String strategy : last.rowKeySet()) {
            for (String yardstick : YARDSTICKS) {
                if (last.containsRow(yardstick) && !yardstick.equals(strategy)) {
                    lines.add("* " + strategy + " is at or below " + yardstick + " on " + wins(strategy, yardstick)
                            + " of " + last.row(strategy).size() + " after the last trial");
                }
            }
        }
        return lines;
    }

    private long wins(String strategy, String yardstick) {
        Map<String, Double> others = last.row(yardstick);
        return last.row(strategy).entrySet().stream()
                .filter(own -> own.getValue() <= others.getOrDefault(own.getKey(), Double.POSITIVE_INFINITY))
                .count();
    }
}
