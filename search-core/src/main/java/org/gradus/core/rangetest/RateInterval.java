package org.gradus.core.rangetest;

import org.gradus.core.space.Figures;

/**
 * Rates worth training with, and the rule that set each end. Immutable.
 *
 * @param low positive
 * @param lowRule why it begins there
 * @param high above {@code low}, finite
 * @param highRule why it ends there: of all bounds that are known, the lowest
 */
public record RateInterval(double low, LowRule lowRule, double high, HighRule highRule) {
    public RateInterval {
        if (!(low > 0 && low < high && high < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("an interval needs 0 < low < high, but was " + low + " to " + high);
        }
    }

    /** What sets the lower end. */
    public enum LowRule {
        HALF_OF_STEEP("half of lrSteep"),
        /** Where half of lrSteep lies higher. */
        THIRD_OF_HIGH("a third of the upper end");

        private final String words;

        LowRule(String words) {
            this.words = words;
        }

        /** The rule in words: {@code half of lrSteep}. */
        public String words() {
            return words;
        }
    }

    /** What sets the upper end. */
    public enum HighRule {
        TWICE_MIN("twice lrMin"),
        /** Where nothing says at which rate training breaks. */
        MIN("lrMin, because the loss never became unstable"),
        /** A sweep learns while it climbs, so it breaks later than a training at a constant rate. */
        THIRD_OF_UNSTABLE("a third of lrUnstable"),
        HIGHEST_STABLE("the highest rate at which a short training was stable"),
        /** Where no short training was stable. */
        THIRD_OF_BROKEN("a third of the lowest rate at which a short training broke"),
        STABILITY_LIMIT("the stability limit of the untrained network");

        private final String words;

        HighRule(String words) {
            this.words = words;
        }

        /** The rule in words: {@code a third of lrUnstable}. */
        public String words() {
            return words;
        }
    }

    public String words() {
        return "between " + Figures.rate(low) + " (" + lowRule.words() + ") and " + Figures.rate(high) + " ("
                + highRule.words() + ")";
    }
}
