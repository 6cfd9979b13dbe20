package org.gradus.strategies.bayesian;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.gradus.core.space.Domain;
import org.gradus.core.space.SearchSpace;

/**
 * The belief about the objective after the evidence: a Gaussian process of the warped scores, in which pending trials
 * stand with the mean expected of them. That leaves the mean as it is and narrows the deviation around them ("kriging
 * believer", Ginsbourger, Le Riche and Carraro 2010), so that trials in parallel spread out.
 *
 * <p>Where the space has a learning rate, diverged trials are left to {@link EdgeModel}: a smooth surface would smear
 * the cliff over its best neighbours. Elsewhere they enter with the warp's value for the infeasible.
 *
 * @param posterior the belief
 * @param incumbent the best mean at a place that is tried or pending
 * @param leftOut how many scored trials were left out because there are too many
 */
record Surrogate(Posterior posterior, double incumbent, int leftOut) {
    /** Trials that enter the fit; its time grows with the cube of their number. */
    private static final int MOST = 250;

    static Surrogate fit(SearchSpace space, Evidence evidence, boolean hasEdge, RandomGenerator random) {
        List<Evidence.Scored> scored = selection(evidence.scored());
        int infeasible = hasEdge ? 0 : evidence.beyond().size();
        OutputWarp.Warped warped = OutputWarp.warp(
                scored.stream().mapToDouble(Evidence.Scored::score).toArray(), infeasible);
        List<double[]> points = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < scored.size(); i++) {
            points.add(scored.get(i).place().unit());
            values.add(warped.values()[i]);
        }
        for (int i = 0; i < infeasible; i++) {
            points.add(evidence.beyond().get(i).unit());
            values.add(warped.infeasible());
        }
        Observations observed = observations(points, values);
        GaussianProcess process = GaussianProcessFit.fit(observed, categorical(space), random);
        for (Evidence.Place place : evidence.pending()) {
            points.add(place.unit());
            values.add(process.mean(place.unit()));
        }
        Observations believed = evidence.pending().isEmpty() ? observed : observations(points, values);
        Posterior posterior = new GaussianProcess(process.kernel(), process.noise(), believed);
        double incumbent = Double.NEGATIVE_INFINITY;
        for (double[] point : believed.points()) {
            incumbent = Math.max(incumbent, posterior.at(point).mean());
        }
        return new Surrogate(posterior, incumbent, evidence.scored().size() - scored.size());
    }

    /** The better half of the places, and of the others as many evenly over their ranks. */
    private static List<Evidence.Scored> selection(List<Evidence.Scored> scored) {
        if (scored.size() <= MOST) {
            return scored;
        }
        List<Evidence.Scored> sorted = new ArrayList<>(scored);
        sorted.sort(Comparator.comparingDouble(Evidence.Scored::score)
                .thenComparing(s -> s.place().unit(), java.util.Arrays::compare));
        List<Evidence.Scored> selection = new ArrayList<>(sorted.subList(0, MOST / 2));
        int others = sorted.size() - MOST / 2;
        for (int i = 0; i < MOST / 2; i++) {
            selection.add(sorted.get(MOST / 2 + (int) ((long) i * others / (MOST / 2))));
        }
        return selection;
    }

    private static Observations observations(List<double[]> points, List<Double> values) {
        return Observations.of(
                points.toArray(double[][]::new),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static boolean[] categorical(SearchSpace space) {
        boolean[] categorical = new boolean[space.dimensions()];
        for (int i = 0; i < categorical.length; i++) {
            categorical[i] = space.parameters().get(i).domain().kind() == Domain.Kind.CATEGORICAL;
        }
        return categorical;
    }

    /** The place with the best mean, if there is a scored one. */
    static Optional<Evidence.Place> bestPlace(Surrogate surrogate, Evidence evidence) {
        return evidence.scored().stream()
                .map(Evidence.Scored::place)
                .max(Comparator.comparingDouble(
                        p -> surrogate.posterior().at(p.unit()).mean()));
    }
}
