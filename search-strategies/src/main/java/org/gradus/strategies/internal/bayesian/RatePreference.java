package org.gradus.strategies.internal.bayesian;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.gradus.core.space.RealDomain;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.Prior;

/**
 * What is added to the logarithm of the acquisition because of the learning rate: priors that lose weight as evidence
 * grows, as {@link Prior#decayed} says.
 *
 * <p>One prior may come from the user. Where the rate is all that is searched there is another: the best rate lies near
 * the best so far, for the score rises to one plateau and falls off it. And the less is known, the farther from its
 * neighbours is a trial worth its price.
 */
final class RatePreference {
    /** β for the user's prior: a tenth of a search of a hundred trials, as the paper has it. */
    private static final double USERS_WEIGHT = 10;

    private static final double NEARNESS_WEIGHT = 4;
    private static final double NEARNESS_DECADES = 0.7;

    /** Divided by the number of trials, the distance in decades within which the acquisition is held down. */
    private static final double SPACING_DECADES = 1;

    private final int rate;
    private final RealDomain domain;
    private final Optional<RatePrior> users;
    private final Optional<RatePrior> nearness;
    private final double[] logRates;
    private final int trials;

    private RatePreference(SearchSpace space, Evidence evidence, Optional<RatePrior> users, Evidence.Place best) {
        boolean alone = RateOpening.suits(space);
        this.rate = EdgeModel.rateIndex(space);
        this.domain = space.learningRateDomain().orElseThrow();
        this.users = users;
        this.nearness = alone ? Optional.of(new RatePrior(best.logRate(), NEARNESS_DECADES)) : Optional.empty();
        this.logRates = alone
                ? evidence.scored().stream()
                        .mapToDouble(s -> s.place().logRate())
                        .toArray()
                : new double[0];
        this.trials = evidence.scored().size() + evidence.pending().size();
    }

    /**
     * The preference, if the space has a learning rate.
     *
     * @param mean what is believed of a place: the best is that of the highest mean
     */
    static Optional<RatePreference> of(
            SearchSpace space, Evidence evidence, Optional<RatePrior> users, ToDoubleFunction<double[]> mean) {
        if (space.learningRateDomain().isEmpty() || (users.isEmpty() && !RateOpening.suits(space))) {
            return Optional.empty();
        }
        return evidence.scored().stream()
                .map(Evidence.Scored::place)
                .map(place -> new Expected(place, mean.applyAsDouble(place.unit())))
                .max(Comparator.comparingDouble(Expected::mean))
                .map(best -> new RatePreference(space, evidence, users, best.place()));
    }

    /** A place with what is believed of it. */
    private record Expected(Evidence.Place place, double mean) {}

    /** What is added at a place of the unit cube. */
    double at(double[] unit) {
        double logRate = Math.log10(domain.fromUnit(unit[rate]));
        double value = users.map(p -> Prior.decayed(p.log(logRate), USERS_WEIGHT, trials))
                        .orElse(0.0)
                + nearness.map(p -> Prior.decayed(p.log(logRate), NEARNESS_WEIGHT, trials))
                        .orElse(0.0);
        double radius = SPACING_DECADES / (1 + trials);
        for (double tried : logRates) {
            value += Acquisition.holdDown((logRate - tried) * (logRate - tried), radius);
        }
        return value;
    }
}
