package org.gradus.reports.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.gradus.core.diagnosis.Diagnosis.Label;
import org.gradus.core.space.LearningRate;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.TrialPurpose;

/**
 * Where training breaks down: diverges, or collapses to guessing. Other hyperparameters than the rate are passed over.
 *
 * @param above the trial of the lowest broken rate above the winner's, or of the lowest at all without a winner
 * @param notAbove the trial of the highest broken rate at or below the winner's
 * @param highestSound the highest rate that was trained to the last epoch without breaking down
 */
public record Breakdown(
        Optional<TrialFacts> above, Optional<TrialFacts> notAbove, Optional<LearningRate> highestSound) {
    private static final Comparator<TrialFacts> BY_RATE = Comparator.comparingDouble(Breakdown::rate)
            .thenComparing(t -> t.trial().id());

    static Breakdown of(List<TrialFacts> trials, Optional<LearningRate> winner) {
        List<TrialFacts> rated = trials.stream()
                .filter(t -> t.trial().purpose() != TrialPurpose.SWEEP)
                .filter(t -> t.trial().learningRate().isPresent())
                .toList();
        double limit = winner.map(LearningRate::value).orElse(0.0);
        Predicate<TrialFacts> higher = t -> rate(t) > limit;
        return new Breakdown(
                rated.stream().filter(Breakdown::isBroken).filter(higher).min(BY_RATE),
                rated.stream()
                        .filter(Breakdown::isBroken)
                        .filter(higher.negate())
                        .max(BY_RATE),
                rated.stream()
                        .filter(t -> t.trial().ended(OutcomeKind.COMPLETED) && !isBroken(t))
                        .max(BY_RATE)
                        .flatMap(t -> t.trial().learningRate()));
    }

    /** Whether a rate at or above the lowest broken one was trained soundly too: then it is a matter of luck. */
    boolean isByLuck() {
        return above.isPresent()
                && highestSound.map(rate -> rate.value() >= rate(above.get())).orElse(false);
    }

    /** In a verb: {@code breaks down}, or {@code may break down}. */
    public String verb() {
        return isByLuck() ? "may break down" : "breaks down";
    }

    /** Whether a training diverged or collapsed to guessing. */
    public static boolean isBroken(TrialFacts facts) {
        Label label = facts.diagnosis().label();
        return label == Label.DIVERGED || label == Label.COLLAPSED;
    }

    static double rate(TrialFacts facts) {
        return facts.trial().learningRate().map(LearningRate::value).orElse(Double.NaN);
    }
}
