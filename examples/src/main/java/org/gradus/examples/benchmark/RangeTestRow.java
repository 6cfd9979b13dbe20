package org.gradus.examples.benchmark;

import java.util.OptionalDouble;
import org.gradus.core.diagnosis.SweepAnalysis;
import org.gradus.core.diagnosis.SweepAnalysis.Interval;

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
        SweptNetwork network, long seed, RateGrid own, RateGrid mean, SweepAnalysis analysis, double epochs) {
    boolean contains() {
        return within(own);
    }

    boolean containsOfMean() {
        return within(mean);
    }

    private boolean within(RateGrid grid) {
        return grid.hasGoodWithin(analysis.interval().low(), analysis.interval().high());
    }

    /** The width of the interval in decades. */
    double width() {
        return Math.log10(analysis.interval().high() / analysis.interval().low());
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
            Interval interval = analysis.interval();
            return switch (this) {
                case MIDDLE -> OptionalDouble.of(Math.sqrt(interval.low() * interval.high()));
                case VALLEY -> analysis.rules().valley();
                case SLIDE -> analysis.rules().slide();
                case STEEP -> analysis.rules().steep();
                case MINIMUM -> analysis.rules().minimum();
            };
        }
    }
}
