package org.gradus.core.trial;

/** What a budget policy says of a trial. */
public enum Verdict {
    /** Train on; continuing a held trial is a promotion. */
    CONTINUE,
    /** Put aside; it may be continued. */
    HOLD,
    /** End it before its last epoch. */
    STOP
}
