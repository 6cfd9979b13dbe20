package org.gradus.strategies.internal.bayesian;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.Domain;
import org.gradus.core.space.SearchSpace;
import org.gradus.probes.internal.curves.CurveProcess;
import org.gradus.probes.internal.curves.ExpectedImprovement;
import org.gradus.probes.internal.curves.Posterior;
import org.gradus.probes.internal.curves.QuasiNewton;
import org.gradus.strategies.internal.quasirandom.ScrambledSobol;

/**
 * Finds where the acquisition is largest among several parameters: a scrambled Sobol sequence and places near the best trials,
 * then BFGS with exact gradients from the foremost of them (as BoTorch does; Balandat et al. 2020, arXiv 1910.06403, appendix F),
 * in angles, x = (1 − cos θ)/2, which keep to the cube and reach its faces. Categories change between climbs.
 */
final class CubeSearch {
    private static final int SPREAD = 600;
    private static final int NEARBY = 300;
    private static final int JUDGED = 30;
    private static final int CLIMBS = 6;
    private static final double[] DISTANCES = {0.01, 0.05, 0.15};
    private static final double INSIDE = 1e-4;
    private static final double DIFFERENCE = 1e-6;
    private static final QuasiNewton MINIMIZER = new QuasiNewton(40, 1e-3);

    private final SearchSpace space;
    private final Acquisition acquisition;
    private final CurveProcess ends;
    private final List<double[]> starts;

    /**
     * A search for the maximum.
     *
     * @param ends the posterior of the acquisition
     * @param starts places to look around
     */
    CubeSearch(SearchSpace space, Acquisition acquisition, CurveProcess ends, List<double[]> starts) {
        this.space = space;
        this.acquisition = acquisition;
        this.ends = ends;
        this.starts = starts;
    }

    private record Place(double[] unit, double value) {}

    /** Ends of climbs, and the foremost places of all. */
    List<double[]> candidates(long seed) {
        List<double[]> foremost = foremost(screened(seed));
        List<double[]> candidates = new ArrayList<>(foremost);
        for (double[] start : foremost.subList(0, Math.min(CLIMBS, foremost.size()))) {
            double[] end = climb(start);
            candidates.add(end);
            candidates.addAll(otherCategories(end));
        }
        return candidates;
    }

    private List<Place> screened(long seed) {
        List<Place> places = new ArrayList<>();
        ScrambledSobol sobol = new ScrambledSobol(space.dimensions(), seed);
        for (int i = 0; i < SPREAD; i++) {
            add(places, sobol.next());
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < NEARBY && !starts.isEmpty(); i++) {
            add(places, near(starts.get(i % starts.size()), DISTANCES[i % DISTANCES.length], random));
        }
        return places;
    }

    private void add(List<Place> places, double[] unit) {
        places.add(new Place(unit, acquisition.improvement(unit)));
    }

    private static double[] near(double[] place, double distance, SplittableRandom random) {
        double[] moved = place.clone();
        for (int i = 0; i < moved.length; i++) {
            if (random.nextBoolean()) {
                moved[i] = Math.min(1, Math.max(0, moved[i] + distance * random.nextGaussian()));
            }
        }
        return moved;
    }

    private List<double[]> foremost(List<Place> places) {
        return places.stream()
                .sorted(Comparator.comparingDouble(Place::value).reversed())
                .limit(JUDGED)
                .map(p -> valued(space.toUnit(space.fromUnit(p.unit()))))
                .sorted(Comparator.comparingDouble(Place::value).reversed())
                .map(Place::unit)
                .toList();
    }

    private Place valued(double[] unit) {
        return new Place(unit, acquisition.at(unit));
    }

    private double[] climb(double[] start) {
        double[] angles = new double[start.length];
        for (int i = 0; i < angles.length; i++) {
            angles[i] = Math.acos(1 - 2 * Math.min(1 - INSIDE, Math.max(INSIDE, start[i])));
        }
        double[] end = MINIMIZER
                .minimize((point, gradient) -> negative(point, gradient, start), angles)
                .point();
        return unit(end, start);
    }

    private double negative(double[] angles, double[] gradient, double[] start) {
        double[] unit = unit(angles, start);
        double[] varianceGradient = new double[unit.length];
        Posterior.Prediction end = ends.at(unit, gradient, varianceGradient);
        double deviation = end.deviation();
        double z = (end.mean() - acquisition.incumbent()) / deviation;
        double improvementSlope = ExpectedImprovement.slopeOfLogH(z);
        double rest = acquisition.rest(unit);
        for (int i = 0; i < angles.length; i++) {
            double deviationSlope = varianceGradient[i] / (2 * deviation);
            double slope = isCategory(i)
                    ? 0
                    : (deviationSlope + improvementSlope * (gradient[i] - z * deviationSlope)) / deviation
                            + slope(acquisition::rest, unit, i, rest);
            gradient[i] = Double.isFinite(slope) ? -slope * Math.sin(angles[i]) / 2 : 0;
        }
        double value = ExpectedImprovement.log(end.mean(), deviation, acquisition.incumbent()) + rest;
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : -value;
    }

    private static double slope(ToDoubleFunction<double[]> function, double[] unit, int i, double value) {
        double difference = unit[i] > 0.5 ? -DIFFERENCE : DIFFERENCE;
        double[] moved = unit.clone();
        moved[i] += difference;
        return (function.applyAsDouble(moved) - value) / difference;
    }

    private double[] unit(double[] angles, double[] start) {
        double[] unit = start.clone();
        for (int i = 0; i < unit.length; i++) {
            if (!isCategory(i)) {
                unit[i] = Math.min(1, Math.max(0, (1 - Math.cos(angles[i])) / 2));
            }
        }
        return unit;
    }

    private boolean isCategory(int parameter) {
        return space.parameters().get(parameter).domain().kind() == Domain.Kind.CATEGORICAL;
    }

    private List<double[]> otherCategories(double[] place) {
        List<double[]> others = new ArrayList<>();
        for (int i = 0; i < place.length; i++) {
            if (space.parameters().get(i).domain() instanceof CategoricalDomain categories) {
                for (String value : categories.values()) {
                    double[] other = place.clone();
                    other[i] = categories.toUnit(value);
                    others.add(other);
                }
            }
        }
        return others;
    }
}
