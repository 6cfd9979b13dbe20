package org.gradus.core.trial;

import org.gradus.core.space.internal.Texts;

/**
 * What a budget policy decides of one trial.
 *
 * @param trial which one
 * @param untilEpoch the next milestone of a trial that goes on; for one that is held or stopped, the epoch it stands at
 * @param reason in words: {@code rank 14 of 27 at epoch 3, the best 9 go on}; cut after {@value Texts#LONGEST_REASON}
 *     characters
 */
public record Decision(TrialId trial, Verdict verdict, int untilEpoch, String reason) {
    public Decision {
        if (untilEpoch < 0) {
            throw new IllegalArgumentException(
                    "the milestone of " + trial + " must be 0 or more, but was " + untilEpoch);
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("the decision about " + trial + " needs a reason");
        }
        reason = Texts.cut(reason, Texts.LONGEST_REASON);
    }

    public static Decision continueUntil(TrialId trial, int untilEpoch, String reason) {
        return new Decision(trial, Verdict.CONTINUE, untilEpoch, reason);
    }

    public static Decision hold(Trial trial, String reason) {
        return new Decision(trial.id(), Verdict.HOLD, trial.epochsTrained(), reason);
    }

    public static Decision stop(Trial trial, String reason) {
        return new Decision(trial.id(), Verdict.STOP, trial.epochsTrained(), reason);
    }
}
