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

    public static Segment reached(List<CurvePoint> points) {
        return new Segment(points, SegmentEnd.REACHED, "");
    }

    public static Segment diverged(List<CurvePoint> points, String reason) {
        return new Segment(points, SegmentEnd.DIVERGED, reason);
    }

    public static Segment cancelled(List<CurvePoint> points, String reason) {
        return new Segment(points, SegmentEnd.CANCELLED, reason);
    }

    public static Segment failed(List<CurvePoint> points, String reason) {
        return new Segment(points, SegmentEnd.FAILED, reason);
    }
}
