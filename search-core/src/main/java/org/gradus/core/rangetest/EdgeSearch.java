package org.gradus.core.rangetest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.space.Figures;

/**
 * The search for the highest rate at which training is stable, by probes at constant rates: a bisection in log rate that
 * begins far below the rate at which the sweeps broke, because a sweep learns while it climbs and breaks late.
 *
 * <p>All probes are judged anew at every call, from the lowest rate up: one is unstable if it grew, or if it ends clearly
 * above what a lower, stable one reached in as many steps. The second is how gradient descent on a logistic
 * loss shows that its rate is too high: it settles in an oscillation and does not grow. Pure.
 */
final class EdgeSearch {
    /** The factor between a stable and an unstable rate that is close enough. */
    private static final double CLOSE = 1.15;
    /** The first probe lies this factor below the rate at which the sweeps broke. */
    private static final double BELOW = 8;
    /** A bracket whose upper end is only suspected is halved down to this factor, then the end is tried. */
    private static final double SUSPECTED_WIDTH = 4;

    private static final double DOWN = 4;
    private static final double UP = 2;

    private final double suspected;
    private final double minRate;
    private final double maxRate;
    private final int probes;
    private final boolean failed;
    private double lowest = Double.NaN;
    private double stable = Double.NaN;
    private double unstable = Double.NaN;

    /**
     * A search.
     *
     * @param probes those made so far
     * @param untrained some losses before anything was learned
     * @param suspected where the sweeps broke
     * @param minRate the lowest rate to try
     * @param maxRate the highest
     */
    EdgeSearch(List<SweepRun> probes, double[] untrained, double suspected, double minRate, double maxRate) {
        this.suspected = suspected;
        this.minRate = minRate;
        this.maxRate = maxRate;
        this.probes = probes.size();
        this.failed = probes.stream().anyMatch(run -> run.curve().isEmpty());
        judge(
                probes.stream()
                        .filter(run -> !run.curve().isEmpty())
                        .map(ConstantRun::of)
                        .sorted(Comparator.comparingDouble(ConstantRun::rate))
                        .toList(),
                untrained);
    }

    /** A rate to try, and why. */
    record Probe(double rate, String reason) {}

    private void judge(List<ConstantRun> rising, double[] untrained) {
        List<ConstantRun> lower = new ArrayList<>();
        for (ConstantRun probe : rising) {
            lowest = Double.isNaN(lowest) ? probe.rate() : lowest;
            if (probe.grew(untrained) || lower.stream().anyMatch(other -> probe.endsAbove(other, untrained))) {
                unstable = probe.rate();
                return;
            }
            stable = probe.rate();
            lower.add(probe);
        }
    }

    /** The next probe; empty when the edge is known well enough, or lies outside of the range. */
    Optional<Probe> next() {
        if (failed) {
            return Optional.empty();
        }
        if (probes == 0) {
            return probe(Math.max(minRate, suspected / BELOW), "far below the edge of the sweeps");
        }
        if (Double.isNaN(stable)) {
            return unstable <= minRate
                    ? Optional.empty()
                    : probe(Math.max(minRate, unstable / DOWN), Figures.rate(unstable) + " was unstable");
        }
        if (Double.isNaN(unstable)) {
            return stable >= maxRate
                    ? Optional.empty()
                    : probe(upward(), "up to " + Figures.rate(stable) + " training was stable");
        }
        if (stable == lowest && unstable / stable <= UP && stable > minRate) {
            return probe(Math.max(minRate, stable / DOWN), Figures.rate(stable) + " has no lower one beside it");
        }
        return unstable / stable <= CLOSE
                ? Optional.empty()
                : probe(
                        Math.sqrt(stable * unstable),
                        "between " + Figures.rate(stable) + ", stable, and " + Figures.rate(unstable) + ", unstable");
    }

    private Optional<Probe> probe(double rate, String why) {
        return Optional.of(
                new Probe(rate, "probe " + (probes + 1) + " of the edge, at " + Figures.rate(rate) + ": " + why));
    }

    private double upward() {
        if (suspected > SUSPECTED_WIDTH * stable) {
            return Math.sqrt(stable * suspected);
        }
        return Math.min(maxRate, stable < suspected ? suspected : UP * stable);
    }

    /** What the probes show. */
    EdgeBracket probed() {
        return new EdgeBracket(found(stable), found(unstable));
    }

    private static OptionalDouble found(double rate) {
        return Double.isNaN(rate) ? OptionalDouble.empty() : OptionalDouble.of(rate);
    }

    String words() {
        if (failed) {
            return "a probe of the edge failed";
        }
        if (Double.isNaN(stable)) {
            return Double.isNaN(unstable) ? "no probe was made" : "every probe was unstable";
        }
        return Double.isNaN(unstable)
                ? "training was stable up to " + Figures.rate(stable)
                : "the edge lies between " + Figures.rate(stable) + " and " + Figures.rate(unstable);
    }
}
