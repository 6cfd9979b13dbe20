package org.gradus.examples.benchmark;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Table;
import com.google.common.collect.TreeBasedTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.space.Figures;
import org.gradus.examples.functions.FunctionSearch;

/** What strategies came to on functions: median regrets over seeds, and how each compares with two that know nothing. */
final class FunctionTable {
    private static final List<String> YARDSTICKS = List.of("random", "quasi-random");

    private final List<Integer> milestones;
    private final MarkdownTable markdown;
    private final List<String> csv = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    /** By strategy and function. */
    private final Table<String, String, Double> last = TreeBasedTable.create();

    FunctionTable(List<Integer> milestones) {
        this.milestones = ImmutableList.copyOf(milestones);
        this.markdown = new MarkdownTable(Stream.concat(
                        Stream.of("function", "strategy"), milestones.stream().map(m -> "after " + m))
                .toList());
        csv.add("function,strategy,seed,"
                + milestones.stream().map(m -> "after_" + m).collect(Collectors.joining(",")));
    }

    /**
     * Takes in the searches of a strategy on a function.
     *
     * @param regrets after each trial, of each seed in order
     */
    void add(FunctionSearch search, String strategy, List<double[]> regrets) {
        String function = search.function().name();
        double[] medians = milestones.stream()
                .mapToDouble(m -> CurveStatistics.median(
                        regrets.stream().mapToDouble(r -> r[m - 1]).toArray()))
                .toArray();
        markdown.add(Stream.concat(
                        Stream.of(function, strategy), Arrays.stream(medians).mapToObj(Figures::of))
                .toList());
        IntStream.range(0, regrets.size())
                .mapToObj(seed -> function + "," + strategy + "," + seed + ","
                        + milestones.stream()
                                .map(m -> Double.toString(regrets.get(seed)[m - 1]))
                                .collect(Collectors.joining(",")))
                .forEach(csv::add);
        last.put(strategy, function, medians[medians.length - 1]);
    }

    /** Notes that a strategy cannot work on a function. */
    void leaveOut(FunctionSearch search, String strategy, String reason) {
        leftOut.add("* " + strategy + " on " + search.function().name() + ": "
                + reason.lines().findFirst().orElse(""));
    }

    List<String> csv() {
        return List.copyOf(csv);
    }

    /** The table, what it says, the comparison, and what was left out. */
    List<String> markdown() {
        List<String> lines = new ArrayList<>(List.of(
                "Regret after so many trials, without noise, of the best by the values seen: median over seeds.", ""));
        lines.addAll(markdown.lines());
        List<String> comparison = comparison();
        if (!comparison.isEmpty()) {
            lines.add("");
            lines.addAll(comparison);
        }
        if (!leftOut.isEmpty()) {
            lines.addAll(List.of("", "Left out, because they cannot work here:", ""));
            lines.addAll(leftOut);
        }
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
