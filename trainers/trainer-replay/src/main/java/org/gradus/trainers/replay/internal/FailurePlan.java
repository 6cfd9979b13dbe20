package org.gradus.trainers.replay.internal;

import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.TrialId;

/**
 * Which trials fail at random, and in which epoch: a pure function of seed and trial.
 *
 * @param share how probable it is that a trial fails, in [0, 1)
 * @param epochs the epochs of a full training; a failing trial fails in one of them, each as probable
 * @param seed seeds the choice
 */
record FailurePlan(double share, int epochs, long seed) {
    FailurePlan {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("the share of failing trials must be in [0, 1), but was " + share);
        }
    }

    /** The epoch in which a trial fails; empty if it does not. */
    OptionalInt epochOf(TrialId trial) {
        SplittableRandom random = new SplittableRandom(Seeds.mix(seed, -trial.number()));
        return random.nextDouble() < share ? OptionalInt.of(1 + random.nextInt(epochs)) : OptionalInt.empty();
    }
}
