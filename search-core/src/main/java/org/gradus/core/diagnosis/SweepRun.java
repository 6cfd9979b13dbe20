package org.gradus.core.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.trial.Sweep;

/**
 * One sweep or probe of a range test, and what was seen. Immutable.
 *
 * @param sweep what was asked for
 * @param curve every step that was made; shorter than the sweep where it was stopped
 */
public record SweepRun(Sweep sweep, LearningCurve curve) {
    /** The curve with infinite losses at the rates that a stopped sweep did not come to. */
    LearningCurve toTheEnd() {
        if (curve.isEmpty()) {
            return curve;
        }
        List<CurvePoint> rest = new ArrayList<>();
        for (long step = curve.lastStep() + 1; step <= sweep.steps(); step++) {
            rest.add(CurvePoint.ofBatch(step, sweep.rateAt(step), Double.POSITIVE_INFINITY));
        }
        return curve.plus(rest);
    }
}
