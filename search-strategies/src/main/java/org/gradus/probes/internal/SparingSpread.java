package org.gradus.probes.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradus.probes.internal.RateProbes.Placed;

/**
 * The even spread of {@link ProbePlan} where a probe is dear: cells of the range are probed from the middle on, and those are
 * left out from which a worse cell parts the best. The score is taken to have one peak over the logarithm of the rate; a cell
 * counts as worse if it lacks {@value #CLEARLY} of what the best has learned, so that chance among rates that are too low excludes
 * nothing.
 */
final class SparingSpread {
    private static final double CLEARLY = 0.1;

    /** What the best must have learned before others can be worse, as a share of the untrained model's score. */
    private static final double LEARNED = 0.25;

    /** For rates at the border of a cell that went through the scale of the space. */
    private static final double ROUNDING = 1e-6;

    /** Prefers the middle among cells that are equally far from others. */
    private static final double OFF_CENTRE = 1e-3;

    private final RateProbes probes;
    private final List<List<Placed>> cells;

    SparingSpread(RateProbes probes) {
        this.probes = probes;
        this.cells = IntStream.range(0, probes.plan().even())
                .mapToObj(cell -> probes.placed().stream()
                        .filter(p -> cell == cellOf(p.place(), probes.plan()))
                        .toList())
                .toList();
    }

    private static int cellOf(double place, ProbePlan plan) {
        return (int) Math.min(plan.even() - 1.0, Math.floor(place / plan.decades() * plan.even() + ROUNDING));
    }

    /** How many cells have a trial. */
    int probed() {
        return (int) cells.stream().filter(cell -> !cell.isEmpty()).count();
    }

    /** The cell to be probed next: the one farthest from those that were, and from the ends. */
    Optional<Integer> next() {
        return left().stream().max(Comparator.comparingDouble(this::distance));
    }

    private double distance(int cell) {
        double nearest = Math.min(cell + 1, cells.size() - cell);
        for (int other = 0; other < cells.size(); other++) {
            if (!cells.get(other).isEmpty()) {
                nearest = Math.min(nearest, Math.abs(other - cell));
            }
        }
        return nearest - OFF_CENTRE * Math.abs(cell - (cells.size() - 1) / 2.0);
    }

    /** The cells that were not probed and may hold the best. */
    private List<Integer> left() {
        List<Integer> left = new ArrayList<>();
        for (int cell = 0; cell < cells.size(); cell++) {
            if (cells.get(cell).isEmpty() && !isParted(cell)) {
                left.add(cell);
            }
        }
        return left;
    }

    /** Whether a cell between this one and a better one is worse than that. */
    private boolean isParted(int cell) {
        return IntStream.range(0, cells.size())
                .anyMatch(between -> IntStream.range(0, cells.size())
                        .filter(better -> (cell < between && between < better) || (better < between && between < cell))
                        .anyMatch(better -> isWorse(between, better)));
    }

    private boolean isWorse(int cell, int other) {
        Optional<Double> score = score(cell);
        Optional<Double> better = score(other).filter(Double::isFinite);
        return score.isPresent() && better.isPresent() && score.get() - better.get() > clearly();
    }

    /** The difference from which on one is worse; infinite while none has learned enough. */
    private double clearly() {
        double untrained = probes.untrained(probes.plan().firstRung());
        double learned = untrained
                - IntStream.range(0, cells.size())
                        .mapToObj(this::score)
                        .flatMap(Optional::stream)
                        .mapToDouble(s -> s)
                        .min()
                        .orElseThrow();
        return untrained != 0 && learned > LEARNED * Math.abs(untrained) ? CLEARLY * learned : Double.POSITIVE_INFINITY;
    }

    /** Lower is better; infinite where training diverged, empty where it is not known. */
    private Optional<Double> score(int cell) {
        return cells.get(cell).stream()
                .flatMap(p -> probes.scoreOfProbe(p).stream())
                .min(Comparator.naturalOrder());
    }
}
