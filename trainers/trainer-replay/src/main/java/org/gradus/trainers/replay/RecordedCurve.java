package org.gradus.trainers.replay;

import java.util.OptionalDouble;
import org.gradus.trainers.replay.CurveTable.Column;

/**
 * The curve that a rate reads from a table: of one recorded run, or of two neighbours, interpolated linearly in the
 * logarithm of the rate at equal epoch.
 *
 * @param lower the run at the next lower recorded rate
 * @param upper the run at the next higher one; the same where one is read alone
 * @param weight the share of the upper run, in [0, 1]
 */
record RecordedCurve(RecordedRun lower, RecordedRun upper, double weight) {
    RecordedCurve {
        if (!(weight >= 0 && weight <= 1)) {
            throw new IllegalArgumentException("the weight of a neighbour must be in [0, 1], but was " + weight);
        }
    }

    static RecordedCurve alone(RecordedRun run) {
        return new RecordedCurve(run, run, 0);
    }

    /** A figure after an epoch; empty where one of the runs has not recorded it. */
    OptionalDouble figure(Column column, int epoch) {
        OptionalDouble low = lower.figure(column, epoch);
        OptionalDouble high = upper.figure(column, epoch);
        if (low.isEmpty() || high.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (weight == 0) {
            return low; // Not through the sum below: 0 · ∞ would make it NaN.
        }
        return OptionalDouble.of((1 - weight) * low.getAsDouble() + weight * high.getAsDouble());
    }

    /** Whether one of the runs has failed at or before an epoch. */
    boolean hasFailedBy(int epoch) {
        return lower.hasFailedBy(epoch) || upper.hasFailedBy(epoch);
    }
}
