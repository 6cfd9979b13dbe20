package org.gradus.core.trial;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;

/**
 * What came back from one order to train.
 *
 * @param trial which trial
 * @param points the new points, steps strictly increasing
 * @param end how it ended
 * @param reason why, for every end but {@link SegmentEnd#REACHED}; else empty
 * @param stackTrace of a failure; else empty
 * @param worker where it ran
 * @param elapsedMillis how long it took, wall clock
 * @param checkpoint where the model was saved, if it was
 */
public record SegmentReport(
        TrialId trial,
        List<CurvePoint> points,
        SegmentEnd end,
        String reason,
        String stackTrace,
        String worker,
        long elapsedMillis,
        Optional<CheckpointRef> checkpoint) {
    public SegmentReport {
        points = ImmutableList.copyOf(points);
        if (end != SegmentEnd.REACHED && reason.isBlank()) {
            throw new IllegalArgumentException("a segment of " + trial + " that ended as " + end + " needs a reason");
        }
    }

    /** A segment that trained as far as it was asked to. */
    public static SegmentReport reached(TrialId trial, List<CurvePoint> points) {
        return new SegmentReport(trial, points, SegmentEnd.REACHED, "", "", "local", 0, Optional.empty());
    }

    /** A segment that diverged after these points. */
    public static SegmentReport diverged(TrialId trial, List<CurvePoint> points, String reason) {
        return new SegmentReport(trial, points, SegmentEnd.DIVERGED, reason, "", "local", 0, Optional.empty());
    }

    /** A segment that failed. */
    public static SegmentReport failed(TrialId trial, String reason, String stackTrace) {
        return new SegmentReport(trial, List.of(), SegmentEnd.FAILED, reason, stackTrace, "local", 0, Optional.empty());
    }
}
