package org.gradus.strategies.internal.bayesian;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Domain;
import org.gradus.core.space.SearchSpace;
import org.gradus.strategies.internal.quasirandom.ScrambledSobol;
import org.gradus.strategies.points.TriedConfigurations;

/**
 * Finds the most promising place. One dimension: a grid of 500 cells and a golden section between the neighbours of
 * the best. More: 2000 points of a scrambled Sobol sequence, then a pattern search from the ten best (Hooke and Jeeves
 * 1961), which tries every other category too. A space with few configurations is searched whole. Places are always
 * those of configurations, so that whole numbers and categories are judged as they would be trained.
 */
final class AcquisitionSearch {
    private static final int CANDIDATES = 2000;
    private static final int CELLS = 500;
    private static final int LOCAL_SEARCHES = 10;
    private static final int GOLDEN_STEPS = 30;
    private static final double FIRST_STEP = 0.05;
    private static final double LAST_STEP = 1e-5;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final SearchSpace space;
    private final ToDoubleFunction<double[]> acquisition;
    private final ToDoubleFunction<double[]> bound;
    private final TriedConfigurations tried;

    /**
     * A search for the maximum.
     *
     * @param acquisition what is maximized, of places in the unit cube
     * @param bound what that cannot be above, and is quicker to compute
     * @param tried configurations that cannot be the answer
     */
    AcquisitionSearch(
            SearchSpace space,
            ToDoubleFunction<double[]> acquisition,
            ToDoubleFunction<double[]> bound,
            TriedConfigurations tried) {
        this.space = space;
        this.acquisition = acquisition;
        this.bound = bound;
        this.tried = tried;
    }

    /** A configuration with its place and value. */
    private record Candidate(Configuration configuration, double[] unit, double value) {}

    /**
     * The best configuration that was not tried.
     *
     * @param starts places to search around besides those of the sequence
     * @param seed scrambles the sequence
     * @return empty if every place considered was tried or has no value
     */
    Optional<Configuration> best(List<double[]> starts, long seed) {
        Optional<List<Configuration>> left = tried.left();
        if (left.isPresent() && left.get().size() <= CANDIDATES) {
            return left.get().stream()
                    .map(c -> candidate(c, space.toUnit(c)))
                    .max(Comparator.comparingDouble(Candidate::value))
                    .map(Candidate::configuration);
        }
        Candidate best = space.dimensions() == 1 ? alongLine() : inCube(starts, seed);
        return best.value() > Double.NEGATIVE_INFINITY ? Optional.of(best.configuration()) : Optional.empty();
    }

    private Candidate candidate(double[] unit) {
        Configuration configuration = space.fromUnit(unit);
        return candidate(configuration, space.toUnit(configuration));
    }

    private Candidate candidate(Configuration configuration, double[] unit) {
        double value = tried.contains(configuration) ? Double.NEGATIVE_INFINITY : acquisition.applyAsDouble(unit);
        return new Candidate(configuration, unit, Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value);
    }

    private Candidate alongLine() {
        Candidate best = candidate(new double[] {0});
        int cell = 0;
        for (int i = 1; i <= CELLS; i++) {
            Candidate next = candidate(new double[] {i / (double) CELLS});
            if (next.value() > best.value()) {
                best = next;
                cell = i;
            }
        }
        double low = Math.max(0, (cell - 1) / (double) CELLS);
        double high = Math.min(1, (cell + 1) / (double) CELLS);
        for (int i = 0; i < GOLDEN_STEPS; i++) {
            Candidate left = candidate(new double[] {high - GOLDEN * (high - low)});
            Candidate right = candidate(new double[] {low + GOLDEN * (high - low)});
            if (left.value() > right.value()) {
                high -= (1 - GOLDEN) * (high - low);
            } else {
                low += (1 - GOLDEN) * (high - low);
            }
            best = better(best, better(left, right));
        }
        return best;
    }

    private static Candidate better(Candidate a, Candidate b) {
        return b.value() > a.value() ? b : a;
    }

    private Candidate inCube(List<double[]> starts, long seed) {
        List<Bounded> places = new ArrayList<>();
        starts.forEach(start -> places.add(bounded(start)));
        ScrambledSobol sobol = new ScrambledSobol(space.dimensions(), seed);
        for (int i = 0; i < CANDIDATES; i++) {
            places.add(bounded(sobol.next()));
        }
        List<Candidate> foremost = foremost(places);
        Candidate best = foremost.get(0);
        for (Candidate start : foremost) {
            best = better(best, climb(start));
        }
        return best;
    }

    /** A configuration with its place and what its value cannot be above. */
    private record Bounded(Configuration configuration, double[] unit, double bound) {}

    private Bounded bounded(double[] unit) {
        Configuration configuration = space.fromUnit(unit);
        double[] place = space.toUnit(configuration);
        double most = bound.applyAsDouble(place);
        return new Bounded(configuration, place, Double.isNaN(most) ? Double.NEGATIVE_INFINITY : most);
    }

    /** The most promising places, best first, without valuing those that cannot be among them. */
    private List<Candidate> foremost(List<Bounded> places) {
        places.sort(Comparator.comparingDouble(Bounded::bound).reversed());
        List<Candidate> foremost = new ArrayList<>();
        for (Bounded place : places) {
            boolean full = foremost.size() == LOCAL_SEARCHES;
            if (full && place.bound() < foremost.get(LOCAL_SEARCHES - 1).value()) {
                break;
            }
            foremost.add(candidate(place.configuration(), place.unit()));
            foremost.sort(Comparator.comparingDouble(Candidate::value).reversed());
            if (full) {
                foremost.remove(LOCAL_SEARCHES);
            }
        }
        return foremost;
    }

    private Candidate climb(Candidate start) {
        Candidate at = start;
        for (double step = FIRST_STEP; step >= LAST_STEP; ) {
            Candidate next = at;
            for (int i = 0; i < at.unit().length; i++) {
                for (double[] neighbour : neighbours(next.unit(), i, step)) {
                    next = better(next, candidate(neighbour));
                }
            }
            step = next.value() > at.value() ? step : step / 2;
            at = next;
        }
        return at;
    }

    private List<double[]> neighbours(double[] unit, int parameter, double step) {
        Domain domain = space.parameters().get(parameter).domain();
        List<double[]> neighbours = new ArrayList<>();
        if (domain instanceof CategoricalDomain categories) {
            if (step == FIRST_STEP) {
                categories.values().forEach(v -> neighbours.add(with(unit, parameter, categories.toUnit(v))));
            }
            return neighbours;
        }
        neighbours.add(with(unit, parameter, Math.max(0, unit[parameter] - step)));
        neighbours.add(with(unit, parameter, Math.min(1, unit[parameter] + step)));
        return neighbours;
    }

    private static double[] with(double[] unit, int parameter, double value) {
        double[] changed = unit.clone();
        changed[parameter] = value;
        return changed;
    }
}
