package org.gradus.core.trial;

import org.gradus.core.space.ConstantWords;

/** The kinds of {@link Outcome}, best first. */
public enum OutcomeKind {
    COMPLETED,
    STOPPED,
    DIVERGED,
    FAILED;

    /** The word used in reports and JSON: {@code completed}. */
    public String word() {
        return ConstantWords.of(this);
    }
}
