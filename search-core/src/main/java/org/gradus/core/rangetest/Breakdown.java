package org.gradus.core.rangetest;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.gradus.core.diagnosis.Diagnosis.Label;
import org.gradus.core.rangetest.RateEvidence.Verdict;
import org.gradus.core.space.Figures;
import org.gradus.core.trial.TrialId;

/**
 * Where training breaks down above a rate: between the highest rate that trained soundly and the lowest that did not, as
 * trainings, probes and sweeps together show it. Immutable.
 *
 * @param reference the rate that others are compared with; 0 to ask for the lowest broken rate of all
 * @param evidence all that is known, by rate
 */
public record Breakdown(double reference, List<RateEvidence> evidence) {
    private static final Comparator<RateEvidence> BY_RATE = Comparator.comparingDouble(RateEvidence::rate)
            .thenComparing(found -> found.trial().map(TrialId::number).orElse(0));

    public Breakdown {
        if (!(reference >= 0 && reference < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a reference must be 0 or more and finite, but was " + reference);
        }
        evidence = ImmutableList.sortedCopyOf(BY_RATE, evidence);
    }

    /** Whether a training at a rate above the best is beyond the edge of stability, by its diagnosis. */
    public static boolean isBroken(Label label) {
        return label == Label.DIVERGED || label == Label.COLLAPSED || label == Label.UNSTABLE;
    }

    /** The lowest rate above the reference at which training broke down. */
    public Optional<RateEvidence> above() {
        return first(found -> found.rate() > reference && found.verdict().beyondEdge());
    }

    /** The highest rate above the reference and below {@link #above} that trained soundly. */
    public Optional<RateEvidence> soundBelow() {
        return above().flatMap(broken -> last(
                found -> found.rate() > reference && found.rate() < broken.rate() && found.verdict() == Verdict.SOUND));
    }

    /** The highest rate at or below the reference at which training diverged or fell to guessing. */
    public Optional<RateEvidence> notAbove() {
        return last(found -> found.rate() <= reference && found.verdict() == Verdict.BROKEN);
    }

    /** The highest rate at which training did not break down; empty where there is none. */
    public OptionalDouble highestUnbroken() {
        return evidence.stream()
                .filter(found -> !found.verdict().beyondEdge())
                .mapToDouble(RateEvidence::rate)
                .max();
    }

    /** In a verb: {@code breaks down}, or {@code may break down} where a higher rate trained soundly. */
    public String verb() {
        return luck().isPresent() ? "may break down" : "breaks down";
    }

    /** The highest rate from the lowest broken one on that trained soundly: then breaking down is a matter of luck. */
    private Optional<RateEvidence> luck() {
        return above().flatMap(
                        broken -> last(found -> found.rate() >= broken.rate() && found.verdict() == Verdict.SOUND));
    }

    /** How many times the reference the edge is, in words: {@code × 2.8 to 4}; {@code not met} where nothing broke. */
    public String distance() {
        if (above().isEmpty() || reference == 0) {
            return "not met";
        }
        String ratio = Figures.of(above().get().rate() / reference, 2);
        return soundBelow()
                .map(sound -> "× " + Figures.of(sound.rate() / reference, 2) + " to " + ratio)
                .orElse("up to × " + ratio);
    }

    public String words() {
        String beside = notAbove()
                .map(found -> "; training broke down at " + words(found) + " too")
                .orElse("");
        if (above().isEmpty() || reference == 0) {
            String met = highestUnbroken().isPresent() && highestUnbroken().getAsDouble() > reference
                    ? "no training broke down up to "
                            + Figures.rate(highestUnbroken().getAsDouble())
                    : "no higher rate was tried";
            return met + beside;
        }
        String broken = words(above().get());
        String between = soundBelow()
                .map(sound -> "between " + words(sound) + ", and " + broken)
                .orElse("at or below " + broken + "; no rate between trained soundly");
        return "training " + verb() + " " + between
                + luck().map(found -> "; yet " + words(found) + ", lies above it")
                        .orElse("") + beside;
    }

    private static String words(RateEvidence found) {
        return Figures.rate(found.rate()) + ", " + found.words();
    }

    private Optional<RateEvidence> first(Predicate<RateEvidence> which) {
        return evidence.stream().filter(which).findFirst();
    }

    private Optional<RateEvidence> last(Predicate<RateEvidence> which) {
        return evidence.stream().filter(which).reduce((lower, higher) -> higher);
    }
}
