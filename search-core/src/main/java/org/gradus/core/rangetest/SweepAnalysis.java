package org.gradus.core.rangetest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gradus.core.space.ConstantWords;

/**
 * What the sweeps of a learning-rate range test say: four landmarks with their spread over the sweeps, and the interval
 * of rates worth training with, where they show one. Immutable.
 *
 * @param learn the first rate at which the loss has fallen beyond its noise
 * @param steep the rate at which the loss falls most steeply per decade
 * @param min the rate at which the loss is lowest
 * @param unstable the first rate past {@code min} at which half of the fall is lost again
 * @param edge the rate above which short trainings at a constant rate break, between the highest that was stable and the
 *     lowest that was not; empty where none was looked for or found
 * @param interval the suggestion; empty where the loss never falls, or rises from the first rates on
 * @param flags what makes the suggestion doubtful, or why there is none; none means confident
 * @param rules what the rules of other tools say of the same losses
 * @param rates the rates at which {@code median} is given, rising
 * @param median the median over the sweeps of the smoothed losses
 */
public record SweepAnalysis(
        Optional<Landmark> learn,
        Optional<Landmark> steep,
        Optional<Landmark> min,
        Optional<Landmark> unstable,
        Optional<Landmark> edge,
        Optional<RateInterval> interval,
        Set<Flag> flags,
        NamedRules rules,
        List<Double> rates,
        List<Double> median) {
    public SweepAnalysis {
        flags = Sets.immutableEnumSet(flags);
        rates = ImmutableList.copyOf(rates);
        median = ImmutableList.copyOf(median);
    }

    /**
     * All landmarks by the names that reports give them, from the lowest rate to the highest, and the edge.
     *
     * @param judgedOn the figure that falls and rises
     */
    public List<NamedLandmark> landmarks(SweepFigure judgedOn) {
        String falling = judgedOn.falling();
        return List.of(
                new NamedLandmark("lrLearn", learn, falling + " has begun to fall"),
                new NamedLandmark("lrSteep", steep, falling + " falls most steeply"),
                new NamedLandmark("lrMin", min, falling + " is lowest"),
                new NamedLandmark("lrUnstable", unstable, "half of the fall is lost again, in a sweep"),
                new NamedLandmark(NamedLandmark.EDGE, edge, "trainings at a constant rate break above it"));
    }

    /** Whether nothing makes the suggestion doubtful. */
    public boolean confident() {
        return flags.isEmpty();
    }

    /** The suggestion in a sentence, with the rule that set each end; why there is none where there is none. */
    public String words() {
        if (interval.isPresent()) {
            return "Train with a rate " + interval.get().words() + ".";
        }
        return "No rate can be suggested: " + reason().words() + ".";
    }

    /** Of the flags, the one that leaves no interval. */
    private Flag reason() {
        return Stream.of(Flag.NO_FINITE_LOSS, Flag.UNSTABLE_AT_START, Flag.TOO_FEW_STEPS)
                .filter(flag -> flags.contains(flag) && (flag == Flag.UNSTABLE_AT_START || median.isEmpty()))
                .findFirst()
                .orElse(Flag.NO_DESCENT);
    }

    /**
     * A learning rate with its spread.
     *
     * @param value from the median of the sweeps
     * @param low the lowest that a single sweep gives
     * @param high the highest that a single sweep gives
     */
    public record Landmark(double value, double low, double high) {
        public Landmark {
            if (!(low > 0 && low <= value && value <= high && high < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "a landmark needs 0 < low <= value <= high, but was " + low + ", " + value + ", " + high);
            }
        }
    }

    /**
     * A landmark with its name.
     *
     * @param name {@code lrLearn}, {@code lrSteep}, {@code lrMin}, {@code lrUnstable} or {@value #EDGE}
     * @param landmark empty where it was not found
     * @param meaning what happens at the rate, in words
     */
    public record NamedLandmark(String name, Optional<Landmark> landmark, String meaning) {
        /** The name of the edge, which only short trainings at constant rates show. */
        public static final String EDGE = "edge";

        /** Whether a list for people names it: an edge that was not looked for says nothing. */
        public boolean isListed() {
            return landmark.isPresent() || !name.equals(EDGE);
        }
    }

    /** What makes a suggestion doubtful. */
    public enum Flag {
        /** The loss never falls beyond its noise. */
        NO_DESCENT(
                "the loss never falls beyond its noise",
                "Maybe the range ends too low, or the network cannot learn from these data."),
        /** The loss never rises again after its lowest point. */
        NEVER_UNSTABLE(
                "the loss never becomes unstable within the range",
                "Maybe higher rates work too: extend the range upward."),
        /** The loss rises from the start. */
        UNSTABLE_AT_START(
                "the loss rises from the first rates on",
                "Maybe every rate is too high: begin the range a hundred times lower."),
        /** Most sweeps have no losses to speak of before the first that is not a number. */
        NO_FINITE_LOSS(
                "fewer than 3 losses of most sweeps are finite numbers",
                "Maybe the data or the initial parameters hold values that are not numbers."),
        /** The loss neither falls nor rises over most of the range. */
        FLAT(
                "the loss stays where it was over most of the range",
                "Maybe the network is trained already: sweep from its initial parameters."),
        /** The sweeps put the landmarks far apart. */
        DISAGREEING_SWEEPS(
                "the sweeps disagree about where the loss falls or becomes unstable",
                "Maybe more sweeps or larger batches help."),
        /** A single loss sticks out far from its neighbours. */
        SPIKE("single losses stick out far from their neighbours", "Maybe a batch of the data is damaged."),
        /** The steps lie too far apart for a curve. */
        TOO_FEW_STEPS(
                "there are fewer than 8 steps a decade, or than 24 in all",
                "Maybe sweep with 12 steps a decade or more.");

        private final String words;
        private final String advice;

        Flag(String words, String advice) {
            this.words = words;
            this.advice = advice;
        }

        /** The flag in reports and on the terminal: {@code no-descent}. */
        public String word() {
            return ConstantWords.of(this);
        }

        public String words() {
            return words;
        }

        /** What may help; a sentence that begins with "Maybe". */
        public String advice() {
            return advice;
        }
    }
}
