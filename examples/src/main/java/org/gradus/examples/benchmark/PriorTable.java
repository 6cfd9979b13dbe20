package org.gradus.examples.benchmark;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.gradus.core.curve.CurveStatistics;

/**
 * The costs of searches with and without sweeps by network, and over all of them.
 *
 * @param runs in the order in which networks are listed
 */
record PriorTable(List<PriorRun> runs) {
    PriorTable {
        runs = ImmutableList.copyOf(runs);
    }

    /** The table: medians over the seeds, their ratio, and each search. */
    List<String> markdown() {
        MarkdownTable table = new MarkdownTable(
                List.of("network", "with sweeps", "without", "ratio", "each with sweeps", "each without"));
        runs.stream()
                .map(PriorRun::network)
                .distinct()
                .forEach(network -> table.add(row(
                        network,
                        runs.stream().filter(r -> r.network().equals(network)).toList())));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(overall());
        return lines;
    }

    private static List<String> row(String network, List<PriorRun> runs) {
        return List.of(
                network,
                figure("%.1f", median(runs, PriorRun::with)),
                figure("%.1f", median(runs, PriorRun::without)),
                figure("%.2f", median(runs, PriorRun::with) / median(runs, PriorRun::without)),
                each(runs, PriorRun::with),
                each(runs, PriorRun::without));
    }

    private String overall() {
        double with = median(runs, PriorRun::with);
        double without = median(runs, PriorRun::without);
        return "Median of all " + runs.size() + " searches: " + figure("%.1f", with) + " epochs with sweeps, "
                + figure("%.1f", without) + " without, ratio " + figure("%.2f", with / without) + ".";
    }

    private static double median(List<PriorRun> runs, ToDoubleFunction<PriorRun> cost) {
        double[] costs = runs.stream().mapToDouble(cost).toArray();
        return CurveStatistics.median(costs);
    }

    private static String each(List<PriorRun> runs, ToDoubleFunction<PriorRun> cost) {
        return String.join(
                ", ",
                runs.stream().map(r -> figure("%.1f", cost.applyAsDouble(r))).toList());
    }

    private static String figure(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "–";
    }

    /** Every search on a line. */
    List<String> csv() {
        List<String> lines = new ArrayList<>(List.of("network,seed,epochs_with_sweeps,epochs_without"));
        runs.forEach(r -> lines.add(r.network() + "," + r.seed() + "," + r.with() + "," + r.without()));
        return lines;
    }
}
