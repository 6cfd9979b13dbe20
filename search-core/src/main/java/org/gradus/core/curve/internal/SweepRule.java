package org.gradus.core.curve.internal;

import java.util.Arrays;
import java.util.Optional;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.space.Figures;

/**
 * When a sweep of a learning-rate range test has seen enough: at the first loss that is not a number, or when three
 * losses in a row lie far above the best, so that steps at still higher rates would be wasted.
 *
 * <p>The best is the lowest median of five losses in a row. Far above it is more than the fall from the initial loss,
 * half of the initial loss, and six times the noise of single losses: the last, so that a network whose losses are small
 * and of many sizes is swept to the end. Pure.
 */
public final class SweepRule {
    private static final int WINDOW = 5;
    private static final int IN_A_ROW = 3;
    private static final double SHARE_OF_INITIAL = 0.5;
    private static final double NOISES = 6;

    private SweepRule() {}

    /**
     * Judges a sweep by the losses of its batches.
     *
     * @param sweep recorded at every step
     * @return the evidence, in words; empty if it should go on
     */
    public static Optional<String> evidence(LearningCurve sweep) {
        double[] losses = sweep.batchLosses();
        for (int i = 0; i < losses.length; i++) {
            if (!Double.isFinite(losses[i])) {
                return Optional.of("the loss is " + losses[i] + " at step " + sweep.step(i) + at(sweep, i));
            }
        }
        int before = losses.length - IN_A_ROW;
        if (before < WINDOW) {
            return Optional.empty();
        }
        double initial = CurveStatistics.median(Arrays.copyOf(losses, WINDOW));
        double best = best(losses, before);
        double noise = CurveStatistics.noise(Arrays.copyOf(losses, before));
        double limit = best
                + Math.max(
                        Math.max(initial - best, SHARE_OF_INITIAL * Math.abs(initial)),
                        Double.isNaN(noise) ? 0 : NOISES * noise);
        for (int i = before; i < losses.length; i++) {
            if (!(losses[i] > limit)) {
                return Optional.empty();
            }
        }
        int last = losses.length - 1;
        return Optional.of("the loss " + Figures.of(losses[last]) + " and the two before it are far above the best, "
                + Figures.of(best) + at(sweep, last));
    }

    private static String at(LearningCurve sweep, int index) {
        return ", learning rate " + Figures.rate(sweep.learningRate(index));
    }

    private static double best(double[] losses, int until) {
        double best = Double.POSITIVE_INFINITY;
        for (int from = 0; from + WINDOW <= until; from++) {
            best = Math.min(best, CurveStatistics.median(Arrays.copyOfRange(losses, from, from + WINDOW)));
        }
        return best;
    }
}
