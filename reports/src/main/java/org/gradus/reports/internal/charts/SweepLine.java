package org.gradus.reports.internal.charts;

import org.gradus.core.curve.LearningCurve;

/**
 * One sweep as it is drawn.
 *
 * @param rates decimal logarithms of the rates
 * @param loss the figure that the range test is judged on, at each rate; infinite where the sweep did not come to
 */
record SweepLine(double[] rates, double[] loss) {
    static SweepLine of(LearningCurve losses) {
        return new SweepLine(RangeTestChart.logs(losses.learningRates()), losses.batchLosses());
    }
}
