package org.gradus.strategies.internal.bayesian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.gradus.core.space.SearchSpace;
import org.gradus.probes.internal.curves.CurveForecast;
import org.gradus.probes.internal.curves.OutputWarp;
import org.gradus.probes.internal.curves.RefitCounts;
import org.gradus.probes.internal.curves.Thinning;

/**
 * The belief about the objective after the evidence: a Gaussian process of the warped scores, in which pending trials
 * stand with the mean expected of them. That leaves the mean as it is and narrows the deviation around them ("kriging
 * believer", Ginsbourger, Le Riche and Carraro 2010), so that trials in parallel spread out.
 *
 * <p>Where the space has a learning rate, diverged trials are left to {@link EdgeModel}: a smooth surface would smear
 * the cliff over its best neighbours. Elsewhere they enter with the warp's value for the infeasible.
 *
 * <p>Hyperparameters are fitted to the trials up to a {@linkplain RefitCounts fixed count}, the belief
 * itself is that of all trials.
 *
 * @param posterior the belief
 * @param incumbent the best mean at a place that is tried or pending
 * @param leftOut how many scored trials were left out because there are too many
 * @param scores makes the way back from what is believed to scores, lower is better; proposals do not need it
 */
record Surrogate(GaussianProcess posterior, double incumbent, int leftOut, Supplier<DoubleUnaryOperator> scores) {
    /** Trials that enter the belief; the time of a proposal grows with the square of their number. */
    private static final int MOST = 250;

    /** Trials that enter the fit; its time grows with the cube of their number. */
    private static final int MOST_FITTED = 50;

    /** Diverged trials that enter the belief and the fit, where they do. */
    private static final int MOST_INFEASIBLE = 100;

    static Surrogate fit(SearchSpace space, Evidence evidence, boolean hasEdge, FittedKernels kernels, long seed) {
        List<Evidence.Place> infeasible = hasEdge ? List.of() : Thinning.spread(evidence.beyond(), MOST_INFEASIBLE);
        List<Evidence.Scored> scored = selection(evidence.scored(), MOST);
        Values values = Values.of(scored, infeasible);
        Observations observed = values.observations();
        GaussianProcess fitted = kernels.fit(fittedTo(evidence, infeasible), CurveForecast.categorical(space), seed);
        GaussianProcess process = new GaussianProcess(fitted.kernel(), fitted.noise(), observed);
        for (Evidence.Place place : evidence.pending()) {
            values.add(place, process.mean(place.unit()));
        }
        Observations believed = evidence.pending().isEmpty() ? observed : values.observations();
        GaussianProcess posterior =
                evidence.pending().isEmpty() ? process : new GaussianProcess(fitted.kernel(), fitted.noise(), believed);
        double incumbent = Arrays.stream(believed.points())
                .mapToDouble(posterior::mean)
                .max()
                .orElseThrow();
        return new Surrogate(posterior, incumbent, evidence.scored().size() - scored.size(), values.scores());
    }

    /** What the hyperparameters are fitted to. */
    private static Observations fittedTo(Evidence evidence, List<Evidence.Place> infeasible) {
        List<Evidence.Scored> prefix = RefitCounts.fitted(evidence.scored(), Evidence.Scored::number);
        return Values.of(selection(prefix, MOST_FITTED), infeasible).observations();
    }

    /** The better half of the places, and of the others as many evenly over their ranks. */
    private static List<Evidence.Scored> selection(List<Evidence.Scored> scored, int most) {
        return Thinning.foremost(
                scored,
                most,
                Comparator.comparingDouble(Evidence.Scored::score)
                        .thenComparing(s -> s.place().unit(), Arrays::compare));
    }

    /** Warped scores and their places. */
    private record Values(List<double[]> points, List<Double> values, Supplier<DoubleUnaryOperator> scores) {
        static Values of(List<Evidence.Scored> scored, List<Evidence.Place> infeasible) {
            double[] scores =
                    scored.stream().mapToDouble(Evidence.Scored::score).toArray();
            OutputWarp.Warped warped = OutputWarp.warp(scores, infeasible.size());
            Values values = new Values(new ArrayList<>(), new ArrayList<>(), () -> OutputWarp.inverse(scores, warped));
            for (int i = 0; i < scored.size(); i++) {
                values.add(scored.get(i).place(), warped.values()[i]);
            }
            infeasible.forEach(place -> values.add(place, warped.infeasible()));
            return values;
        }

        void add(Evidence.Place place, double value) {
            points.add(place.unit());
            values.add(value);
        }

        Observations observations() {
            return Observations.of(
                    points.toArray(double[][]::new),
                    values.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }
}
