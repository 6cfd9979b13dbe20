package org.gradus.core.trial;

import org.gradus.core.space.LearningRate;
import org.gradus.core.space.LearningRateSchedule;
import org.gradus.core.space.Schedules;

/**
 * The climb of a learning-rate range test: rates from one end to the other, by the same factor at every step. Where both
 * ends are equal, a short training at that constant rate.
 *
 * @param minRate the rate of the first step, positive
 * @param maxRate the rate of the last step, finite, at least {@code minRate}
 * @param steps how many optimizer updates, at least 2
 * @param evaluateEvery the model is evaluated before the first update, after every n updates and after the last; 0 for never
 */
public record Sweep(double minRate, double maxRate, int steps, int evaluateEvery) {
    public Sweep {
        if (!(minRate > 0 && minRate <= maxRate && maxRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a sweep needs 0 < min <= max < ∞, but was " + minRate + " to " + maxRate);
        }
        if (steps < 2) {
            throw new IllegalArgumentException("a sweep needs at least 2 steps, but has " + steps);
        }
        if (evaluateEvery < 0) {
            throw new IllegalArgumentException(
                    "evaluateEvery must be a number of steps of at least 0, 0 for never, but was " + evaluateEvery);
        }
    }

    /** A sweep that is not evaluated. */
    public Sweep(double minRate, double maxRate, int steps) {
        this(minRate, maxRate, steps, 0);
    }

    /** A short training at one rate, not evaluated. */
    public static Sweep constant(double rate, int steps) {
        return new Sweep(rate, rate, steps);
    }

    /** Whether the rate stays where it is. */
    public boolean isConstant() {
        return minRate == maxRate;
    }

    public LearningRateSchedule schedule() {
        return isConstant()
                ? new Schedules.Constant(new LearningRate(minRate))
                : new Schedules.Ramp(new LearningRate(minRate), new LearningRate(maxRate));
    }

    /** The rate of one update, counted from 1. */
    public double rateAt(long step) {
        return schedule().at(step, steps);
    }

    /** Whether the model is evaluated after that many updates. */
    public boolean evaluatedAt(long step) {
        return evaluateEvery > 0 && (step % evaluateEvery == 0 || step == steps);
    }
}
