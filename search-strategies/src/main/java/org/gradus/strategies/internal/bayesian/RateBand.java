package org.gradus.strategies.internal.bayesian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.RealDomain;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.SurrogateBand;
import org.gradus.probes.internal.curves.Posterior;

/**
 * The belief of {@link BayesianStrategy} along the learning rate, turned back from the values of its model to figures. Every step
 * of that way keeps the order, so quantiles stay quantiles.
 *
 * @param posterior the belief, higher is better
 * @param scores the way back to scores
 * @param edge the model of divergence
 */
record RateBand(Posterior posterior, DoubleUnaryOperator scores, Optional<EdgeModel> edge) {
    private static final int POINTS = 81;

    /** Rates at which training is more likely to diverge than not are left out. */
    private static final double LEAST_SURVIVAL = 0.5;

    /** The 0.975 quantile of the standard normal distribution. */
    private static final double DEVIATIONS = 1.959963984540054;

    /** The band between the lowest and the highest rate of the trials with a score; empty unless these differ. */
    Optional<SurrogateBand> along(StudyView study, Configuration at, List<Evidence.Scored> scored) {
        double[] rates = scored.stream()
                .flatMap(s -> s.place().configuration().findLearningRate().stream())
                .mapToDouble(r -> r.log10())
                .sorted()
                .toArray();
        if (rates.length == 0 || rates[0] == rates[rates.length - 1]) {
            return Optional.empty();
        }
        RealDomain domain = study.space().learningRateDomain().orElseThrow();
        int rate = EdgeModel.rateIndex(study.space());
        double[] place = study.space().toUnit(at);
        List<SurrogateBand.Point> points = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            double value = Math.pow(10, rates[0] + (rates[rates.length - 1] - rates[0]) * i / (POINTS - 1));
            place[rate] = domain.toUnit(Math.min(Math.max(value, domain.min()), domain.max()));
            if (edge.map(e -> e.survives(place)).orElse(1.0) >= LEAST_SURVIVAL) {
                points.add(point(study, value, posterior.at(place)));
            }
        }
        return points.size() < 2 ? Optional.empty() : Optional.of(new SurrogateBand(points));
    }

    private SurrogateBand.Point point(StudyView study, double rate, Posterior.Prediction belief) {
        double spread = DEVIATIONS * belief.deviation();
        double worse = figure(study, belief.mean() - spread);
        double better = figure(study, belief.mean() + spread);
        return new SurrogateBand.Point(
                rate, Math.min(worse, better), figure(study, belief.mean()), Math.max(worse, better));
    }

    private double figure(StudyView study, double value) {
        return study.objective().toFigure(scores.applyAsDouble(value));
    }
}
