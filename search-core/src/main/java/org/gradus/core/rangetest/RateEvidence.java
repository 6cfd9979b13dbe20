package org.gradus.core.rangetest;

import java.util.Optional;
import org.gradus.core.trial.TrialId;

/**
 * A learning rate and what training at it shows of the edge of stability. Immutable.
 *
 * @param rate positive
 * @param verdict whether training broke down there
 * @param words what happened, as a relative clause: {@code which diverged (trial 7)}
 * @param trial the training that shows it; empty for sweeps and probes
 */
public record RateEvidence(double rate, Verdict verdict, String words, Optional<TrialId> trial) {
    public RateEvidence {
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a rate must be positive and finite, but was " + rate);
        }
    }

    /** What training at a rate says of it. */
    public enum Verdict {
        /** Training ended near the best, without swings. */
        SOUND,
        /** Neither: it stayed behind the best, or too little was seen. */
        OPEN,
        /** Training was unstable, or gained less than half of what the best gained, at a rate above the best. */
        SHAKEN,
        /** Training diverged or fell to the level of guessing. */
        BROKEN;

        /** Whether it says that the rate is beyond the edge of stability, if it lies above the best. */
        public boolean beyondEdge() {
            return this == SHAKEN || this == BROKEN;
        }
    }
}
