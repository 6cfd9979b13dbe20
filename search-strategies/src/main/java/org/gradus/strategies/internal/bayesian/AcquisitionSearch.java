package org.gradus.strategies.internal.bayesian;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.strategies.points.TriedConfigurations;

/**
 * Finds the most promising configuration that was not tried. One dimension: a grid of 500 cells and a golden section between the
 * neighbours of the best. More: {@link CubeSearch}. A space with few configurations is searched whole. Places are always those
 * of configurations, so that whole numbers and categories are judged as they would be trained.
 */
final class AcquisitionSearch {
    private static final int MOST_WHOLE = 2000;
    private static final int CELLS = 500;
    private static final int GOLDEN_STEPS = 30;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final SearchSpace space;
    private final Acquisition acquisition;
    private final TriedConfigurations tried;
    private final Optional<CubeSearch> cube;

    /**
     * A search for the maximum.
     *
     * @param acquisition what is maximized, of places in the unit cube
     * @param tried configurations that cannot be the answer
     * @param cube searches several parameters
     */
    AcquisitionSearch(
            SearchSpace space, Acquisition acquisition, TriedConfigurations tried, Optional<CubeSearch> cube) {
        this.space = space;
        this.acquisition = acquisition;
        this.tried = tried;
        this.cube = cube;
    }

    /** A configuration with its value. */
    private record Candidate(Configuration configuration, double value) {}

    /**
     * The best configuration that was not tried.
     *
     * @param seed of the places that several parameters are searched from
     * @return empty if every place considered was tried or has no value
     */
    Optional<Configuration> best(long seed) {
        Optional<List<Configuration>> left = tried.left();
        if (left.isPresent() && left.get().size() <= MOST_WHOLE) {
            return left.get().stream()
                    .map(c -> candidate(c, space.toUnit(c), Double.NEGATIVE_INFINITY))
                    .max(Comparator.comparingDouble(Candidate::value))
                    .map(Candidate::configuration);
        }
        Candidate best = cube.map(c -> inCube(c, seed)).orElseGet(this::alongLine);
        return best.value() > Double.NEGATIVE_INFINITY ? Optional.of(best.configuration()) : Optional.empty();
    }

    private Candidate candidate(double[] unit) {
        return candidate(unit, Double.NEGATIVE_INFINITY);
    }

    /** Whether it was tried is looked up only where the value is above another. */
    private Candidate candidate(double[] unit, double above) {
        Configuration configuration = space.fromUnit(unit);
        return candidate(configuration, space.toUnit(configuration), above);
    }

    private Candidate candidate(Configuration configuration, double[] unit, double above) {
        double value = acquisition.at(unit);
        boolean out = Double.isNaN(value) || (value > above && tried.contains(configuration));
        return new Candidate(configuration, out ? Double.NEGATIVE_INFINITY : value);
    }

    private Candidate alongLine() {
        Candidate best = candidate(new double[] {0});
        int cell = 0;
        for (int i = 1; i <= CELLS; i++) {
            Candidate next = candidate(new double[] {i / (double) CELLS}, best.value());
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

    private Candidate inCube(CubeSearch search, long seed) {
        return search.candidates(seed).stream()
                .map(this::candidate)
                .max(Comparator.comparingDouble(Candidate::value))
                .orElseThrow();
    }
}
