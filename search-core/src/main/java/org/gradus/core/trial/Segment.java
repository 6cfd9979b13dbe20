package org.gradus.core.trial;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.gradus.core.curve.CurvePoint;

/**
 * What a training session saw between two steps.
 *
 * @param points the new points, steps strictly increasing
 * @param end reached, diverged or cancelled; failures are thrown
 * @param reason why, unless it was reached; else empty
 */
public record Segment(List<CurvePoint> points, SegmentEnd end, String reason) {
    public Segment {
        points = ImmutableList.copyOf(points);
    }

    public static Segment reached(List<CurvePoint> points) {
        return new Segment(points, SegmentEnd.REACHED, "");
    }

    public static Segment diverged(List<CurvePoint> points, String reason) {
        return new Segment(points, SegmentEnd.DIVERGED, reason);
    }

    public static Segment cancelled(List<CurvePoint> points, String reason) {
        return new Segment(points, SegmentEnd.CANCELLED, reason);
    }
}
