package org.gradus.core.diagnosis;

import org.gradus.core.space.ConstantWords;

/**
 * What a curve says about its trial.
 *
 * @param label the finding
 * @param evidence the numbers it rests on, in words
 */
public record Diagnosis(Label label, String evidence) {
    /** How bad a finding is. */
    public enum Severity {
        GOOD,
        NOTICE,
        BAD
    }

    /** The findings. */
    public enum Label {
        /** The loss became non-finite or grew beyond hope. */
        DIVERGED(Severity.BAD, "the rate is beyond the edge of stability"),
        /** Finite, but no better than guessing. */
        COLLAPSED(Severity.BAD, "the network fell to the level of guessing: the rate is too high"),
        /** Oscillation or late spikes beyond the noise. */
        UNSTABLE(Severity.BAD, "training swings instead of settling: the rate is near the edge"),
        /** Far from the best, at a rate below its; where more than the rate is searched, and still falling. */
        TOO_LOW(Severity.BAD, "training crawls: the rate is too low"),
        /** Near the best, with a loss that more epochs promise to lower. */
        UNDER_TRAINED(Severity.NOTICE, "still improving: more epochs, not another rate"),
        /** Validation turned while training went on. */
        OVERFITTING(Severity.NOTICE, "the network memorizes the training set"),
        /** Not near the best, and not for too low a rate: flat, or at a rate above the best's. */
        PLATEAU(Severity.NOTICE, "training stays behind the best, and not for too low a rate"),
        /** Converged, stable, near the best. */
        HEALTHY(Severity.GOOD, "converged and stable"),
        /** Too few points to say. */
        INCONCLUSIVE(Severity.NOTICE, "too little was seen to judge");

        private final Severity severity;
        private final String meaning;

        Label(Severity severity, String meaning) {
            this.severity = severity;
            this.meaning = meaning;
        }

        public Severity severity() {
            return severity;
        }

        /** The finding in words. */
        public String meaning() {
            return meaning;
        }

        /** The label in reports: {@code under-trained}. */
        public String word() {
            return ConstantWords.of(this);
        }
    }
}
