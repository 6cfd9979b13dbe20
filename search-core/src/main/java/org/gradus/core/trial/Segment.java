package org.gradus.core.trial;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.gradus.core.curve.CurvePoint;

/**
 * What a training session saw between two steps.
 *
 * @param points the new points, steps strictly increasing
 * @param end a training session throws its failures; an executor reports them as {@link SegmentEnd#FAILED}
 * @param reason why, unless it was reached; else empty
 */
public record Segment(List<CurvePoint> points, SegmentEnd end, String reason) {
    public Segment {
        points = ImmutableList.copyOf(points);
    }

    /** The session stands where it was asked to go. */
    public static Segment reached(List<CurvePoint> points) {
        return new Segment(points, SegmentEnd.REACHED, "");
    }

    /**
     * A loss was not finite, or training is beyond hope.
     *
     * @param points the last of them that of the divergence
     * @param reason in words for reports: {@code the loss was NaN at step 12}
     */
    public static Segment diverged(List<CurvePoint> points, String reason) {
        return new Segment(points, SegmentEnd.DIVERGED, reason);
    }

    /** The training was asked to end, for the reason of its {@link org.gradus.core.training.CancellationToken}. */
    public static Segment cancelled(List<CurvePoint> points, String reason) {
        return new Segment(points, SegmentEnd.CANCELLED, reason);
    }

    /** What an executor reports of a training that threw. */
    public static Segment failed(List<CurvePoint> points, String reason) {
        return new Segment(points, SegmentEnd.FAILED, reason);
    }
}
