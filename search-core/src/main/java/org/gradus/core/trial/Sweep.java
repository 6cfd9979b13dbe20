package org.gradus.core.trial;

import org.gradus.core.space.LearningRate;
import org.gradus.core.space.LearningRateSchedule;
import org.gradus.core.space.Schedules;

/**
 * The climb of a learning-rate range test: rates from one end to the other, by the same factor at every step.
 *
 * @param minRate the rate of the first step, positive
 * @param maxRate the rate of the last step, finite, above {@code minRate}
 * @param steps how many optimizer updates, at least 2
 */
public record Sweep(double minRate, double maxRate, int steps) {
    public Sweep {
        if (!(minRate > 0 && minRate < maxRate && maxRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a sweep needs 0 < min < max < ∞, but was " + minRate + " to " + maxRate);
        }
        if (steps < 2) {
            throw new IllegalArgumentException("a sweep needs at least 2 steps, but has " + steps);
        }
    }

    /** The schedule that climbs so. */
    public LearningRateSchedule schedule() {
        return new Schedules.Ramp(new LearningRate(minRate), new LearningRate(maxRate));
    }
}
