package org.gradus.examples.benchmark;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.trainers.replay.TraceRow;

/**
 * What the traces of one method, a strategy under a policy, come to.
 *
 * @param searches how many there were: a search is a task with a seed
 * @param regrets at the costs of {@link #COSTS}: the mean over tasks of the median over seeds
 * @param settled to the regrets of {@link #TARGETS}: the median over searches of the cost after which a search's regret
 *     stays at or below it; infinite where it does not in half of them
 * @param within at the costs of {@link #SHARE_COSTS}: the share of searches with a regret of at most .01, in [0, 1]
 */
record TraceSummary(int searches, List<Double> regrets, List<Double> settled, List<Double> within) {
    /** The costs, in full trainings, at which the regret is read. */
    static final List<Double> COSTS = List.of(2.0, 4.0, 6.0, 8.0, 10.0, 15.0, 20.0);

    /** The regrets to which the cost is read. */
    static final List<Double> TARGETS = List.of(.02, .01);

    /** The costs at which the share of searches within .01 is read. */
    static final List<Double> SHARE_COSTS = List.of(5.0, 10.0, 20.0);

    /** The regret of a search before any trial was trained to the last epoch, as in a {@link TraceRow}. */
    private static final double NO_INCUMBENT = 1;

    private static final double NEAR = .01;
    private static final double COST_SLACK = 1e-9;

    public TraceSummary {
        regrets = ImmutableList.copyOf(regrets);
        settled = ImmutableList.copyOf(settled);
        within = ImmutableList.copyOf(within);
    }

    /**
     * Summarises the traces of one method.
     *
     * @param rows those of a search in their order
     * @throws IllegalArgumentException if there are none
     */
    static TraceSummary of(List<TraceRow> rows) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("there must be at least 1 row of a trace, but there were 0");
        }
        Map<String, Map<Long, List<TraceRow>>> tasks = new TreeMap<>();
        for (TraceRow row : rows) {
            tasks.computeIfAbsent(row.task(), task -> new TreeMap<>())
                    .computeIfAbsent(row.seed(), seed -> new ArrayList<>())
                    .add(row);
        }
        List<List<TraceRow>> all = tasks.values().stream()
                .flatMap(seeds -> seeds.values().stream())
                .toList();
        return new TraceSummary(
                all.size(),
                COSTS.stream().map(cost -> meanOfMedians(tasks, cost)).toList(),
                TARGETS.stream()
                        .map(target -> CurveStatistics.median(all.stream()
                                .mapToDouble(search -> settled(search, target))
                                .toArray()))
                        .toList(),
                SHARE_COSTS.stream().map(cost -> share(all, cost)).toList());
    }

    private static double meanOfMedians(Map<String, Map<Long, List<TraceRow>>> tasks, double cost) {
        double sum = 0;
        for (Map<Long, List<TraceRow>> seeds : tasks.values()) {
            sum += CurveStatistics.median(seeds.values().stream()
                    .mapToDouble(search -> regret(search, cost))
                    .toArray());
        }
        return sum / tasks.size();
    }

    private static double share(Collection<List<TraceRow>> searches, double cost) {
        return searches.stream().filter(search -> regret(search, cost) <= NEAR).count() / (double) searches.size();
    }

    /** The regret of a search at a given cost. */
    private static double regret(List<TraceRow> search, double cost) {
        double regret = NO_INCUMBENT;
        for (TraceRow row : search) {
            if (row.cost() <= cost + COST_SLACK) {
                regret = row.regret();
            }
        }
        return regret;
    }

    /** The cost after which the regret of a search stays at or below a target; infinite if it ends above. */
    private static double settled(List<TraceRow> search, double target) {
        double cost = Double.POSITIVE_INFINITY;
        for (int i = search.size() - 1; i >= 0 && search.get(i).regret() <= target; i--) {
            cost = search.get(i).cost();
        }
        return cost;
    }
}
