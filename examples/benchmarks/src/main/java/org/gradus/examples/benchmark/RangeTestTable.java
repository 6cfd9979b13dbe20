package org.gradus.examples.benchmark;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.rangetest.RateInterval;
import org.gradus.core.rangetest.SweepAnalysis.Flag;
import org.gradus.core.space.Figures;
import org.gradus.examples.benchmark.RangeTestRow.RateRule;
import org.gradus.examples.launcher.internal.networks.Optimizer;
import org.gradus.examples.launcher.internal.networks.Variant;

/** Range tests beside real trainings: a line for each, and a summary of all and of groups of networks. */
final class RangeTestTable {
    private static final String NONE = "none";
    private static final List<RateRule> RULES = List.of(RateRule.values());
    private static final Predicate<RangeTestRow> CONFIDENT =
            row -> row.analysis().confident();

    private final List<RangeTestRow> rows;

    RangeTestTable(List<RangeTestRow> rows) {
        this.rows = List.copyOf(rows);
    }

    /** Some of the tests, with a name. */
    private record Group(String name, List<RangeTestRow> rows) {
        String share(Predicate<RangeTestRow> which) {
            return rows.stream().filter(which).count() + "/" + rows.size();
        }

        Group only(Predicate<RangeTestRow> which) {
            return new Group(name, rows.stream().filter(which).toList());
        }

        String median(ToDoubleFunction<RangeTestRow> figure) {
            return Figures.fixed(
                    CurveStatistics.median(rows.stream().mapToDouble(figure).toArray()), 2);
        }
    }

    List<String> markdown() {
        List<String> lines = new ArrayList<>(List.of(
                "A line for each network and seed. A rate is good if its accuracy is within .01 of the best of the grid with",
                "that seed (\"of the mean\": of the mean over all seeds). Then how far from the best rate, in decades, lie the",
                "middle of the interval and the rates that the rules of fastai name; * marks a rate whose nearest neighbour in",
                "the grid is not good.",
                ""));
        lines.addAll(new Columns<RangeTestRow>()
                .add("network", row -> row.network().name())
                .add("seed", RangeTestRow::seed)
                .add("best rate", row -> Figures.rate(row.own().bestRate()))
                .add("accuracy", row -> Figures.fixed(row.own().bestAccuracy(), 3))
                .add("interval", row -> ofInterval(row, i -> Figures.rate(i.low()) + " to " + Figures.rate(i.high())))
                .add("upper end", row -> ofInterval(row, i -> i.highRule().words()))
                .add("decades", row -> decades(row.width()))
                .add("contains a good rate", row -> yesNo(row.contains()))
                .add("of the mean", row -> yesNo(row.containsOfMean()))
                .add("confident", row -> yesNo(row.analysis().confident()))
                .add("flags", row -> flags(row, ", "))
                .add("epochs", row -> Figures.fixed(row.epochs(), 2))
                .addAll(RULES, RateRule::word, rule -> row -> distance(row, rule))
                .markdown(rows));
        lines.addAll(List.of(
                "",
                "The shares of intervals that contain a good rate, the median width, the largest cost, the share that is",
                "confident, and the median distance and the share of bad rates of each rule.",
                ""));
        lines.addAll(new Columns<Group>()
                .add("networks", Group::name)
                .add("tests", group -> group.rows().size())
                .add("contain", group -> group.share(RangeTestRow::contains))
                .add("of the mean", group -> group.share(RangeTestRow::containsOfMean))
                .add(
                        "decades",
                        group -> group.only(row -> row.width().isPresent())
                                .median(row -> row.width().orElseThrow()))
                .add("epochs", RangeTestTable::mostEpochs)
                .add("confident", group -> group.share(CONFIDENT))
                .add("contain if confident", group -> group.only(CONFIDENT).share(RangeTestRow::contains))
                .add("if not", group -> group.only(CONFIDENT.negate()).share(RangeTestRow::contains))
                .addAll(RULES, RateRule::word, rule -> group -> summary(group, rule))
                .markdown(groups()));
        return lines;
    }

    private static String ofInterval(RangeTestRow row, Function<RateInterval, String> words) {
        return row.analysis().interval().map(words).orElse(NONE);
    }

    private static String decades(OptionalDouble decades) {
        return decades.isPresent() ? Figures.fixed(decades.getAsDouble(), 2) : NONE;
    }

    private static String distance(RangeTestRow row, RateRule rule) {
        OptionalDouble distance = row.distance(rule);
        return decades(distance) + (distance.isEmpty() || row.isGood(rule) ? "" : " *");
    }

    private static String flags(RangeTestRow row, String separator) {
        return row.analysis().flags().stream().map(Flag::word).collect(Collectors.joining(separator));
    }

    private static String yesNo(boolean yes) {
        return yes ? "yes" : "no";
    }

    private static String mostEpochs(Group group) {
        return Figures.fixed(
                group.rows().stream().mapToDouble(RangeTestRow::epochs).max().orElse(0), 2);
    }

    private static String summary(Group group, RateRule rule) {
        return group.only(row -> row.distance(rule).isPresent())
                        .median(row -> Math.abs(row.distance(rule).orElseThrow()))
                + ", " + group.share(row -> !row.isGood(rule));
    }

    /** All, and groups that share something, so that what was chosen on one can be read on another. */
    private List<Group> groups() {
        ImmutableMap.Builder<String, Predicate<RangeTestRow>> groups = ImmutableMap.builder();
        groups.put("all", row -> true);
        for (Variant variant : Variant.values()) {
            groups.put(variant.word(), row -> row.network().variant() == variant);
        }
        for (Optimizer optimizer : Optimizer.values()) {
            groups.put(optimizer.word(), row -> row.network().optimizer() == optimizer);
        }
        return groups.buildOrThrow().entrySet().stream()
                .map(group -> new Group(group.getKey(), rows).only(group.getValue()))
                .filter(group -> !group.rows().isEmpty())
                .toList();
    }

    List<String> csv() {
        return new Columns<RangeTestRow>()
                .add("network", row -> row.network().variant())
                .add("optimizer", row -> row.network().optimizer())
                .add("seed", RangeTestRow::seed)
                .add("best_rate", row -> row.own().bestRate())
                .add("best_accuracy", row -> row.own().bestAccuracy())
                .add("low", row -> end(row, RateInterval::low))
                .add("high", row -> end(row, RateInterval::high))
                .add("contains", row -> yesNo(row.contains()))
                .add("contains_of_mean", row -> yesNo(row.containsOfMean()))
                .add("confident", row -> yesNo(row.analysis().confident()))
                .add("flags", row -> flags(row, " "))
                .add("epochs", RangeTestRow::epochs)
                .addAll(RULES, RateRule::word, rule -> row -> rate(rule.rate(row.analysis())))
                .csv(rows);
    }

    private static String end(RangeTestRow row, Function<RateInterval, Double> which) {
        return row.analysis().interval().map(which).map(String::valueOf).orElse("");
    }

    private static String rate(OptionalDouble rate) {
        return rate.isPresent() ? Double.toString(rate.getAsDouble()) : "";
    }
}
