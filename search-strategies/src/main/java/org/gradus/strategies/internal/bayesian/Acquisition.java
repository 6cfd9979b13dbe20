package org.gradus.strategies.internal.bayesian;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.gradus.probes.internal.curves.ExpectedImprovement;
import org.gradus.probes.internal.curves.Posterior;

/**
 * How promising a place is: ln(expected improvement x probability of survival), less a penalty near places that were
 * tried already (their value is known), where a trial failed (it may fail again) or where one is still in training (it will
 * tell soon).
 *
 * @param posterior the belief, pending trials included
 * @param incumbent the best posterior mean at a place that is tried or pending; not the best observation, which may have
 *     been lucky
 * @param edge the chance of survival, where the space has a learning rate
 * @param tried places not to come back to
 * @param priors what beliefs about good places add
 * @param avoided places to stay a little away from: of failed and of pending trials
 */
record Acquisition(
        Posterior posterior,
        double incumbent,
        Optional<EdgeModel> edge,
        ToDoubleFunction<double[]> priors,
        List<double[]> tried,
        List<double[]> avoided) {
    private static final double TRIED_RADIUS = 0.002;

    /** Where several parameters have to be right at once, the last digits matter more. */
    private static final double TRIED_RADIUS_OF_MANY = 1e-4;

    private static final double AVOIDED_RADIUS = 0.01;

    /** The value at a place of the unit cube; minus infinity exactly at a tried place. */
    double at(double[] unit) {
        return improvement(unit) + rest(unit);
    }

    /** The logarithm of the expected improvement alone. */
    double improvement(double[] unit) {
        Posterior.Prediction belief = posterior.at(unit);
        return ExpectedImprovement.log(belief.mean(), belief.deviation(), incumbent);
    }

    /** What is added to it: priors, the chance of survival, the penalties. */
    double rest(double[] unit) {
        double value = priors.applyAsDouble(unit) + Math.log(survives(unit));
        for (double[] place : tried) {
            value += nearness(unit, place, unit.length == 1 ? TRIED_RADIUS : TRIED_RADIUS_OF_MANY);
        }
        for (double[] place : avoided) {
            value += nearness(unit, place, AVOIDED_RADIUS);
        }
        return value;
    }

    /** The probability that training there does not diverge. */
    double survives(double[] unit) {
        return edge.map(e -> e.survives(unit)).orElse(1.0);
    }

    private static double nearness(double[] a, double[] b, double radius) {
        double squared = 0;
        for (int i = 0; i < a.length; i++) {
            squared += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return holdDown(squared, radius);
    }

    /** 0 far away, minus infinity at a squared distance of 0. */
    static double holdDown(double squaredDistance, double radius) {
        double scaled = squaredDistance / (2 * radius * radius);
        return scaled > 30 ? 0 : Math.log(-Math.expm1(-scaled));
    }
}
