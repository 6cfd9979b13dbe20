package org.gradus.core.trial;

import java.util.Optional;
import org.gradus.core.space.internal.Texts;

/**
 * How a trial ended. Reasons of more than {@value Texts#LONGEST_REASON} characters and stack traces of more than {@value
 * Texts#LONGEST_STACK_TRACE} are cut.
 */
public sealed interface Outcome {
    OutcomeKind kind();

    /** Why, in words. */
    String reason();

    /**
     * Trained to the last epoch.
     *
     * @param score the score of the last epoch, not of the luckiest; empty for a sweep, which has none
     */
    record Completed(Optional<Score> score, String reason) implements Outcome {
        public Completed {
            reason = Texts.cut(reason, Texts.LONGEST_REASON);
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.COMPLETED;
        }
    }

    /**
     * Ended before the last epoch by a budget policy, a stop rule or its user.
     *
     * @param epoch the epochs it was trained for
     */
    record Stopped(int epoch, String reason) implements Outcome {
        public Stopped {
            reason = Texts.cut(reason, Texts.LONGEST_REASON);
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.STOPPED;
        }
    }

    /**
     * The loss left the numbers, or grew beyond hope. A result, not an error.
     *
     * @param step the optimizer update after which it was seen
     */
    record Diverged(long step, String reason) implements Outcome {
        public Diverged {
            reason = Texts.cut(reason, Texts.LONGEST_REASON);
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.DIVERGED;
        }
    }

    /**
     * The trainer threw, hung or lost its worker too often.
     *
     * @param stackTrace the stack trace, empty where there is none
     */
    record Failed(String reason, String stackTrace) implements Outcome {
        public Failed {
            reason = Texts.cut(reason, Texts.LONGEST_REASON);
            stackTrace = Texts.cut(stackTrace, Texts.LONGEST_STACK_TRACE);
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.FAILED;
        }
    }
}
