package org.gradus.core.diagnosis;

import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.space.Figures;

/**
 * When a training whose losses are still numbers has diverged all the same: its evaluations lie above three times the
 * untrained model's, at three points in a row or at the end of the training.
 */
public final class DivergenceRule {
    /** How many times the initial loss is beyond hope. */
    static final double FACTOR = 3;

    /** How many points in a row it takes before the end. */
    static final int POINTS = 3;

    private DivergenceRule() {}

    /**
     * Judges a curve.
     *
     * @param finished whether the training is at its last epoch, where a single point suffices
     * @return the evidence, in words; empty if it has not diverged
     */
    public static Optional<String> evidence(LearningCurve curve, boolean finished) {
        Optional<String> nonFinite = nonFinite(curve);
        if (nonFinite.isPresent()) {
            return nonFinite;
        }
        List<CurvePoint> points =
                curve.evaluated().stream().filter(p -> p.validation().isPresent()).toList();
        if (points.size() < 2 || points.get(0).step() != 0) {
            return Optional.empty();
        }
        double initial = loss(points.get(0));
        int above = 0;
        for (CurvePoint point : points.subList(1, points.size())) {
            above = loss(point) > FACTOR * initial ? above + 1 : 0;
            if (above == POINTS) {
                return Optional.of(words(point, initial, "for the third time in a row"));
            }
        }
        return finished && above > 0
                ? Optional.of(words(points.get(points.size() - 1), initial, "at the end"))
                : Optional.empty();
    }

    private static Optional<String> nonFinite(LearningCurve curve) {
        for (int i = 0; i < curve.size(); i++) {
            if (!Double.isFinite(curve.batchLoss(i))) {
                return Optional.of("the training loss is " + curve.batchLoss(i) + " at step " + curve.step(i));
            }
        }
        return curve.evaluated().stream()
                .filter(p -> !p.isFinite())
                .findFirst()
                .map(p -> "an evaluated loss is not a number at step " + p.step());
    }

    private static String words(CurvePoint point, double initial, String when) {
        return "validation loss " + Figures.of(loss(point)) + " at step " + point.step() + " is over "
                + Figures.of(FACTOR) + " times the untrained " + Figures.of(initial) + " " + when;
    }

    private static double loss(CurvePoint point) {
        return point.validation().orElseThrow().loss();
    }
}
