package org.gradus.core.trial;

/** Where a trial stands. */
public enum TrialState {
    /** It has an order to train. */
    RUNNING,
    /** It has reached its milestone and waits for a decision. */
    WAITING,
    /** It was put aside and may be continued. */
    HELD,
    /** It has an outcome. */
    ENDED
}
