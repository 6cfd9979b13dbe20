package org.gradus.reports.charts;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.trial.Trial;

/**
 * A range test as it is drawn.
 *
 * @param id the number of its trial
 * @param rates decimal logarithms of the rate of each step
 * @param loss the batch loss of each step
 * @param smooth the same, smoothed by a centred Gaussian, which does not shift it along the axis
 */
public record SweepLine(int id, double[] rates, double[] loss, double[] smooth) {
    /** The width of the smoothing in decades of the rate; narrow enough to keep the shape at 12 steps a decade. */
    private static final double WIDTH = 0.1;

    private static final double REACH = 3;

    static SweepLine of(Trial sweep) {
        LearningCurve curve = sweep.curve();
        double[] rates = Arrays.stream(curve.learningRates()).map(Math::log10).toArray();
        return new SweepLine(sweep.id().number(), rates, curve.batchLosses(), smooth(rates, curve.batchLosses()));
    }

    private static double[] smooth(double[] rates, double[] losses) {
        // Losses that explode would outweigh their neighbours; their logarithms do not.
        boolean positive = Arrays.stream(losses).filter(Double::isFinite).allMatch(loss -> loss > 0);
        DoubleUnaryOperator forward = positive ? Math::log : DoubleUnaryOperator.identity();
        DoubleUnaryOperator backward = positive ? Math::exp : DoubleUnaryOperator.identity();
        double[] smooth = new double[rates.length];
        for (int i = 0; i < rates.length; i++) {
            smooth[i] = Double.isFinite(losses[i])
                    ? backward.applyAsDouble(weightedMean(rates, losses, i, forward))
                    : Double.NaN;
        }
        return smooth;
    }

    private static double weightedMean(double[] rates, double[] losses, int center, DoubleUnaryOperator scale) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < rates.length; i++) {
            double distance = (rates[i] - rates[center]) / WIDTH;
            if (Math.abs(distance) <= REACH && Double.isFinite(losses[i])) {
                double weight = Math.exp(-distance * distance / 2);
                sum += weight * scale.applyAsDouble(losses[i]);
                weights += weight;
            }
        }
        return sum / weights;
    }
}
