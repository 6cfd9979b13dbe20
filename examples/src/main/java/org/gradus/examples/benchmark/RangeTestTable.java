package org.gradus.examples.benchmark;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.rangetest.RateInterval;
import org.gradus.core.space.Figures;
import org.gradus.examples.benchmark.RangeTestRow.RateRule;
import org.gradus.examples.networks.Optimizer;
import org.gradus.examples.networks.Variant;

/** What range tests came to beside real trainings: a line for each, and a summary of all and of groups of networks. */
final class RangeTestTable {
    private static final String NONE = "none";

    private final List<RangeTestRow> rows;

    RangeTestTable(List<RangeTestRow> rows) {
        this.rows = List.copyOf(rows);
    }

    List<String> markdown() {
        List<String> lines = new ArrayList<>(List.of(
                "A line for each network and seed. A rate is good if its accuracy is within .01 of the best of the grid with",
                "that seed (\"of the mean\": of the mean over all seeds). Then how far from the best rate, in decades, lie the",
                "middle of the interval and the rates that the rules of fastai name; * marks a rate whose nearest neighbour in",
                "the grid is not good.",
                ""));
        MarkdownTable each = new MarkdownTable(headings());
        rows.forEach(row -> each.add(cells(row)));
        lines.addAll(each.lines());
        lines.addAll(List.of(
                "",
                "The shares of intervals that contain a good rate, the median width, the largest cost, the share that is",
                "confident, and the median distance and the share of bad rates of each rule.",
                ""));
        lines.addAll(summary());
        return lines;
    }

    private static List<String> headings() {
        return Stream.concat(
                        Stream.of(
                                "network",
                                "seed",
                                "best rate",
                                "accuracy",
                                "interval",
                                "upper end",
                                "decades",
                                "contains a good rate",
                                "of the mean",
                                "confident",
                                "flags",
                                "epochs"),
                        Arrays.stream(RateRule.values()).map(RateRule::word))
                .toList();
    }

    private static List<String> cells(RangeTestRow row) {
        return Stream.concat(
                        Stream.of(
                                row.network().name(),
                                Long.toString(row.seed()),
                                Figures.rate(row.own().bestRate()),
                                Figures.fixed(row.own().bestAccuracy(), 3),
                                row.analysis()
                                        .interval()
                                        .map(found -> Figures.rate(found.low()) + " to " + Figures.rate(found.high()))
                                        .orElse(NONE),
                                row.analysis()
                                        .interval()
                                        .map(found -> found.highRule().words())
                                        .orElse(NONE),
                                row.width().isPresent()
                                        ? Figures.fixed(row.width().getAsDouble(), 2)
                                        : NONE,
                                yesNo(row.contains()),
                                yesNo(row.containsOfMean()),
                                yesNo(row.analysis().confident()),
                                flags(row, ", "),
                                Figures.fixed(row.epochs(), 2)),
                        Arrays.stream(RateRule.values()).map(rule -> distance(row, rule)))
                .toList();
    }

    private static String distance(RangeTestRow row, RateRule rule) {
        OptionalDouble distance = row.distance(rule);
        return distance.isEmpty() ? NONE : Figures.fixed(distance.getAsDouble(), 2) + (row.isGood(rule) ? "" : " *");
    }

    private static String flags(RangeTestRow row, String separator) {
        return row.analysis().flags().stream().map(Enum::name).collect(Collectors.joining(separator));
    }

    private static String yesNo(boolean yes) {
        return yes ? "yes" : "no";
    }

    private List<String> summary() {
        MarkdownTable table = new MarkdownTable(Stream.concat(
                        Stream.of(
                                "networks",
                                "tests",
                                "contain",
                                "of the mean",
                                "decades",
                                "epochs",
                                "confident",
                                "contain if confident",
                                "if not"),
                        Arrays.stream(RateRule.values()).map(RateRule::word))
                .toList());
        groups().forEach((name, group) -> {
            List<RangeTestRow> chosen = rows.stream().filter(group).toList();
            if (!chosen.isEmpty()) {
                table.add(summary(name, chosen));
            }
        });
        return table.lines();
    }

    private static List<String> summary(String name, List<RangeTestRow> chosen) {
        Predicate<RangeTestRow> confident = row -> row.analysis().confident();
        return Stream.concat(
                        Stream.of(
                                name,
                                Integer.toString(chosen.size()),
                                share(chosen, RangeTestRow::contains),
                                share(chosen, RangeTestRow::containsOfMean),
                                Figures.fixed(
                                        median(
                                                withInterval(chosen),
                                                row -> row.width().orElseThrow()),
                                        2),
                                Figures.fixed(
                                        chosen.stream()
                                                .mapToDouble(RangeTestRow::epochs)
                                                .max()
                                                .orElse(0),
                                        2),
                                share(chosen, confident),
                                share(chosen.stream().filter(confident).toList(), RangeTestRow::contains),
                                share(chosen.stream().filter(confident.negate()).toList(), RangeTestRow::contains)),
                        Arrays.stream(RateRule.values()).map(rule -> summary(rule, chosen)))
                .toList();
    }

    private static List<RangeTestRow> withInterval(List<RangeTestRow> rows) {
        return rows.stream().filter(row -> row.width().isPresent()).toList();
    }

    private static String summary(RateRule rule, List<RangeTestRow> chosen) {
        List<RangeTestRow> found =
                chosen.stream().filter(row -> row.distance(rule).isPresent()).toList();
        return Figures.fixed(median(found, row -> Math.abs(row.distance(rule).orElseThrow())), 2) + ", "
                + share(chosen, row -> !row.isGood(rule));
    }

    private static String share(List<RangeTestRow> of, Predicate<RangeTestRow> which) {
        return of.stream().filter(which).count() + "/" + of.size();
    }

    private static double median(List<RangeTestRow> of, ToDoubleFunction<RangeTestRow> figure) {
        return CurveStatistics.median(of.stream().mapToDouble(figure).toArray());
    }

    /** All, and groups that share something, so that what was chosen on one can be read on another. */
    private static Map<String, Predicate<RangeTestRow>> groups() {
        ImmutableMap.Builder<String, Predicate<RangeTestRow>> groups = ImmutableMap.builder();
        groups.put("all", row -> true);
        for (Variant variant : Variant.values()) {
            groups.put(variant.word(), row -> row.network().variant() == variant);
        }
        for (Optimizer optimizer : Optimizer.values()) {
            groups.put(optimizer.word(), row -> row.network().optimizer() == optimizer);
        }
        return groups.buildOrThrow();
    }

    List<String> csv() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "network,optimizer,seed,best_rate,best_accuracy,low,high,contains,contains_of_mean,confident,flags,epochs,"
                        + Arrays.stream(RateRule.values()).map(RateRule::word).collect(Collectors.joining(",")));
        for (RangeTestRow row : rows) {
            lines.add(Stream.concat(
                            Stream.of(
                                    row.network().variant().word(),
                                    row.network().optimizer().word(),
                                    Long.toString(row.seed()),
                                    Double.toString(row.own().bestRate()),
                                    Double.toString(row.own().bestAccuracy()),
                                    end(row, RateInterval::low),
                                    end(row, RateInterval::high),
                                    yesNo(row.contains()),
                                    yesNo(row.containsOfMean()),
                                    yesNo(row.analysis().confident()),
                                    flags(row, " "),
                                    Double.toString(row.epochs())),
                            Arrays.stream(RateRule.values()).map(rule -> rate(row, rule)))
                    .collect(Collectors.joining(",")));
        }
        return lines;
    }

    private static String end(RangeTestRow row, Function<RateInterval, Double> which) {
        return row.analysis().interval().map(which).map(String::valueOf).orElse("");
    }

    private static String rate(RangeTestRow row, RateRule rule) {
        OptionalDouble rate = rule.rate(row.analysis());
        return rate.isPresent() ? Double.toString(rate.getAsDouble()) : "";
    }
}
