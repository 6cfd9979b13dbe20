package org.gradus.core.rangetest;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.curve.internal.SweepRule;
import org.gradus.core.trial.Sweep;

/** Makes the sweeps and probes of a plan by gradient descent, ending each where the executor would. */
final class Descents {
    private Descents() {}

    /** Something to descend. */
    interface Problem {
        /** A fresh copy of the snapshot. */
        double[] start();

        /** Makes one update in place and answers the loss before it. */
        double update(double[] place, double rate);
    }

    /** All that the plan asks for. */
    static List<SweepRun> make(RangeTestPlan plan, Problem problem) {
        List<SweepRun> done = new ArrayList<>();
        RangeTestPlan.Next next = plan.next(done);
        while (!next.complete()) {
            done.add(make(next.sweep().orElseThrow(), problem));
            next = plan.next(done);
        }
        return done;
    }

    private static SweepRun make(Sweep sweep, Problem problem) {
        double[] place = problem.start();
        LearningCurve curve = LearningCurve.empty();
        for (int step = 1; step <= sweep.steps() && SweepRule.evidence(curve).isEmpty(); step++) {
            double rate = sweep.rateAt(step);
            curve = curve.plus(List.of(CurvePoint.ofBatch(step, rate, problem.update(place, rate))));
        }
        return new SweepRun(sweep, curve);
    }
}
