package org.gradus.core.trial;

import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;

/**
 * What came back from one order to train.
 *
 * @param trial which trial
 * @param segment the new points, and how the training ended: with a reason unless it reached its end
 * @param stackTrace of a failure; else empty
 * @param worker where it ran
 * @param elapsedMillis how long it took, wall clock
 * @param checkpoint where the model was saved, if it was
 */
public record SegmentReport(
        TrialId trial,
        Segment segment,
        String stackTrace,
        String worker,
        long elapsedMillis,
        Optional<CheckpointRef> checkpoint) {
    public SegmentReport {
        if (segment.end() != SegmentEnd.REACHED && segment.reason().isBlank()) {
            throw new IllegalArgumentException(
                    "a segment of " + trial + " that ended as " + segment.end() + " needs a reason");
        }
    }

    /** The report of a segment trained in this process, without its time. */
    public static SegmentReport of(TrialId trial, Segment segment) {
        return new SegmentReport(trial, segment, "", "local", 0, Optional.empty());
    }

    /** A segment that trained as far as it was asked to. */
    public static SegmentReport reached(TrialId trial, List<CurvePoint> points) {
        return of(trial, Segment.reached(points));
    }

    /** A segment that diverged after these points. */
    public static SegmentReport diverged(TrialId trial, List<CurvePoint> points, String reason) {
        return of(trial, Segment.diverged(points, reason));
    }

    /** A segment that failed. */
    public static SegmentReport failed(TrialId trial, String reason, String stackTrace) {
        return new SegmentReport(trial, Segment.failed(List.of(), reason), stackTrace, "local", 0, Optional.empty());
    }
}
