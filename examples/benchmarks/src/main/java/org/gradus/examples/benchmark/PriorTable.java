package org.gradus.examples.benchmark;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.gradus.core.curve.CurveStatistics;

/**
 * The costs of searches with and without sweeps by network, and over all of them.
 *
 * @param runs in the order in which networks are listed
 */
record PriorTable(List<PriorComparison> runs) {
    PriorTable {
        runs = ImmutableList.copyOf(runs);
    }

    /** The table: medians over the seeds, their ratio, and each search. */
    List<String> markdown() {
        Columns<List<PriorComparison>> columns = new Columns<List<PriorComparison>>()
                .add("network", network -> network.get(0).network())
                .add("with sweeps", network -> figure("%.1f", median(network, PriorComparison::with)))
                .add("without", network -> figure("%.1f", median(network, PriorComparison::without)))
                .add("ratio", network -> figure("%.2f", ratio(network)))
                .add("each with sweeps", network -> each(network, PriorComparison::with))
                .add("each without", network -> each(network, PriorComparison::without));
        Collection<List<PriorComparison>> networks = runs.stream()
                .collect(Collectors.groupingBy(PriorComparison::network, LinkedHashMap::new, Collectors.toList()))
                .values();
        List<String> lines = new ArrayList<>(columns.markdown(networks));
        lines.add("");
        lines.add("Median of all " + runs.size() + " searches: " + figure("%.1f", median(runs, PriorComparison::with))
                + " epochs with sweeps, " + figure("%.1f", median(runs, PriorComparison::without))
                + " without, ratio " + figure("%.2f", ratio(runs)) + ".");
        return lines;
    }

    private static double ratio(List<PriorComparison> runs) {
        return median(runs, PriorComparison::with) / median(runs, PriorComparison::without);
    }

    private static double median(List<PriorComparison> runs, ToDoubleFunction<PriorComparison> cost) {
        return CurveStatistics.median(runs.stream().mapToDouble(cost).toArray());
    }

    private static String each(List<PriorComparison> runs, ToDoubleFunction<PriorComparison> cost) {
        return runs.stream().map(r -> figure("%.1f", cost.applyAsDouble(r))).collect(Collectors.joining(", "));
    }

    private static String figure(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "–";
    }

    /** Every search on a line. */
    List<String> csv() {
        return new Columns<PriorComparison>()
                .add("network", PriorComparison::network)
                .add("seed", PriorComparison::seed)
                .add("epochs_with_sweeps", PriorComparison::with)
                .add("epochs_without", PriorComparison::without)
                .csv(runs);
    }
}
