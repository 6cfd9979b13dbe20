package org.gradus.examples.benchmark;

import java.util.OptionalDouble;
import org.gradus.core.rangetest.SweepAnalysis;

/**
 * A range test beside the real trainings of the same network with the same seed.
 *
 * @param network which
 * @param seed of the initial parameters and of the order of batches
 * @param own the trainings with this seed
 * @param mean the mean of the trainings with all seeds
 * @param analysis what the sweeps say
 * @param epochs what the sweeps cost
 */
record RangeTestRow(
        RecordedNetwork network, long seed, RateGrid own, RateGrid mean, SweepAnalysis analysis, double epochs) {
    boolean contains() {
        return within(own);
    }

    boolean containsOfMean() {
        return within(mean);
    }

    private boolean within(RateGrid grid) {
        return analysis.interval()
                .filter(interval -> grid.hasGoodWithin(interval.low(), interval.high()))
                .isPresent();
    }

    /** The width of the interval in decades; empty where there is none. */
    OptionalDouble width() {
        return analysis.interval()
                .map(interval -> OptionalDouble.of(Math.log10(interval.high() / interval.low())))
                .orElse(OptionalDouble.empty());
    }

    /** How far above the best rate a rule's rate lies, in decades, below it if negative. */
    OptionalDouble distance(RateRule rule) {
        OptionalDouble rate = rule.rate(analysis);
        return rate.isPresent()
                ? OptionalDouble.of(Math.log10(rate.getAsDouble() / own.bestRate()))
                : OptionalDouble.empty();
    }

    /** Whether a rule names a rate near which training is good. */
    boolean isGood(RateRule rule) {
        OptionalDouble rate = rule.rate(analysis);
        return rate.isPresent() && own.isGoodNear(rate.getAsDouble());
    }

    /** How one rate is named. */
    enum RateRule {
        /** The middle of the interval, in decades. */
        MIDDLE,
        VALLEY,
        SLIDE,
        STEEP,
        MINIMUM;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        OptionalDouble rate(SweepAnalysis analysis) {
            return switch (this) {
                case MIDDLE ->
                    analysis.interval()
                            .map(interval -> OptionalDouble.of(Math.sqrt(interval.low() * interval.high())))
                            .orElse(OptionalDouble.empty());
                case VALLEY -> analysis.rules().valley();
                case SLIDE -> analysis.rules().slide();
                case STEEP -> analysis.rules().steep();
                case MINIMUM -> analysis.rules().minimum();
            };
        }
    }
}
