package org.gradus.core.ranking;

/** The classes of candidates, best first; no score lifts a candidate over a class. */
enum Tier {
    /** Trained to the last epoch again with fresh seeds, each time without divergence. */
    RACED,
    /** Trained to the last epoch by the search alone, which was a draw of luck. */
    COMPLETED,
    /** Trained to the last epoch by the search, but diverged under a fresh seed. */
    UNSAFE,
    /** Ended before the last epoch, or not ended. */
    STOPPED,
    /** Its loss left the numbers, or grew beyond hope. */
    DIVERGED,
    /** Nothing can be said of it. */
    FAILED
}
