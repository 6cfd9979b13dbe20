package org.gradus.strategies.internal.bayesian;

import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.study.StudyView;
import org.gradus.probes.internal.ProbePlan;
import org.gradus.probes.internal.SweptRange;

/**
 * What the sweeps of a study for nothing but the learning rate tell a model: where the best rate may be, and where
 * training breaks. Both are doubted, for a sweep may be wrong.
 *
 * @param prior of the best rate
 * @param brokenAt log₁₀ of a rate at which training should diverge
 */
record SweepEvidence(Optional<RatePrior> prior, OptionalDouble brokenAt) {
    /**
     * A sweep learns while it climbs, so its edge lies above that of a training; beyond this multiple of it training surely
     * breaks.
     */
    private static final double BEYOND_EDGE = 1.5;

    private static final double LEAST_DEVIATION = 0.3;

    /** Empty without sweeps, or if they cannot be trusted. */
    static SweepEvidence of(StudyView study) {
        if (!RateOpening.suits(study.space())
                || ProbePlan.refusal(study.space()).isPresent()) {
            return new SweepEvidence(Optional.empty(), OptionalDouble.empty());
        }
        double low = Math.log10(study.space().learningRateDomain().orElseThrow().min());
        OptionalDouble brokenAt = SweptRange.of(study)
                .trusted()
                .flatMap(a -> a.unstable())
                .map(unstable -> OptionalDouble.of(Math.log10(BEYOND_EDGE * unstable.value())))
                .orElse(OptionalDouble.empty());
        return new SweepEvidence(ProbePlan.of(study).stretch().map(s -> prior(low, s)), brokenAt);
    }

    private static RatePrior prior(double low, ProbePlan.Stretch stretch) {
        double middle = low + (stretch.from() + stretch.until()) / 2;
        return new RatePrior(middle, Math.max(LEAST_DEVIATION, (stretch.until() - stretch.from()) / 2));
    }
}
