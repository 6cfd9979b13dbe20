package org.gradus.strategies.internal.bayesian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.gradus.core.space.RealDomain;
import org.gradus.core.space.SearchSpace;
import org.gradus.probes.internal.curves.CurveForecast;
import org.gradus.probes.internal.curves.Kernel;

/**
 * The chance that training survives at a place of the space: {@link DivergenceModel} over the learning rate, where
 * trials with other values of the other parameters count less. Without a learning rate it is 1 everywhere.
 */
final class EdgeModel {
    private static final double NEARNESS = 0.3;
    private static final double OTHER_CATEGORY = 0.2;

    /** How far sweeps are believed: trials that survive beyond their edge say soon that they were wrong. */
    private static final double SWEEPS_WEIGHT = 0.8;

    private final SearchSpace space;
    private final int rate;
    private final boolean[] categorical;
    private final List<double[]> places;
    private final DivergenceModel model;
    private final DivergenceModel.Curve everywhere;

    private EdgeModel(
            SearchSpace space,
            int rate,
            List<double[]> places,
            DivergenceModel model,
            DivergenceModel.Curve everywhere) {
        this.space = space;
        this.rate = rate;
        this.categorical = CurveForecast.categorical(space);
        this.places = places;
        this.model = model;
        this.everywhere = everywhere;
    }

    /**
     * The model of a space's edge, if it has a learning rate.
     *
     * @param brokenAt log₁₀ of a rate at which sweeps say that training diverges, in a space of nothing but the rate
     */
    static Optional<EdgeModel> of(SearchSpace space, Evidence evidence, OptionalDouble brokenAt) {
        Optional<RealDomain> domain = space.learningRateDomain();
        if (domain.isEmpty()) {
            return Optional.empty();
        }
        int rate = rateIndex(space);
        List<Evidence.Place> all = new ArrayList<>(evidence.beyond());
        evidence.scored().forEach(s -> all.add(s.place()));
        List<Evidence.Place> rated = all.stream()
                .filter(p -> p.configuration().findLearningRate().isPresent())
                .toList();
        long beyond = evidence.beyond().stream()
                .filter(p -> p.configuration().findLearningRate().isPresent())
                .count();
        double[] logRates = DoubleStream.concat(rated.stream().mapToDouble(Evidence.Place::logRate), brokenAt.stream())
                .toArray();
        boolean[] diverged = new boolean[logRates.length];
        double[] weights = new double[logRates.length];
        for (int i = 0; i < diverged.length; i++) {
            boolean trial = i < rated.size();
            diverged[i] = i < beyond || !trial;
            weights[i] = trial ? 1 : SWEEPS_WEIGHT;
        }
        DivergenceModel model = new DivergenceModel(
                Math.log10(domain.get().min()),
                Math.log10(domain.get().max()),
                logRates,
                diverged,
                space.dimensions() == 1);
        return Optional.of(new EdgeModel(
                space, rate, rated.stream().map(Evidence.Place::unit).toList(), model, model.curve(weights)));
    }

    /** Which parameter of a space that has a learning rate it is. */
    static int rateIndex(SearchSpace space) {
        int rate = 0;
        while (!space.parameters().get(rate).name().equals(SearchSpace.LEARNING_RATE)) {
            rate++;
        }
        return rate;
    }

    /** The probability that training at a place does not diverge. */
    double survives(double[] unit) {
        Object value = space.parameters().get(rate).domain().fromUnit(unit[rate]);
        double logRate = Math.log10((Double) value);
        if (unit.length == 1) {
            return everywhere.survives(logRate);
        }
        double[] weights = new double[places.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weight(places.get(i), unit);
        }
        return 1 - model.diverges(logRate, weights);
    }

    private double weight(double[] a, double[] b) {
        double exponent = 0;
        double factor = 1;
        for (int i = 0; i < a.length; i++) {
            if (i == rate) {
                continue;
            }
            double squared = Kernel.squaredDifference(a[i], b[i], categorical[i]);
            if (categorical[i]) {
                factor *= squared > 0 ? OTHER_CATEGORY : 1;
            } else {
                exponent += squared / (2 * NEARNESS * NEARNESS);
            }
        }
        return factor * Math.exp(-exponent);
    }
}
