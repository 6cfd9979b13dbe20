package org.gradus.core.curve.internal;

import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.space.Figures;

/**
 * When a training has diverged: at the first loss that is not a number, or when the loss lies above three times that of
 * the untrained model at three points in a row, the last of them an evaluation, or at the end of the training. The second
 * case is needed because clipped losses stay finite forever; it says nothing of an untrained loss that is not positive.
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
     * @param finished whether the training is at its last epoch, where a single evaluation suffices
     * @return the evidence, in words; empty if it has not diverged
     */
    public static Optional<String> evidence(LearningCurve curve, boolean finished) {
        return nonFinite(curve).or(() -> untrainedLoss(curve).flatMap(initial -> hopeless(curve, initial, finished)));
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

    private static Optional<Double> untrainedLoss(LearningCurve curve) {
        return curve.evaluatedAt(0).flatMap(CurvePoint::validation).map(Evaluation::loss);
    }

    private static Optional<String> hopeless(LearningCurve curve, double initial, boolean finished) {
        List<CurvePoint> evaluated = curve.evaluated();
        int next = 0;
        int above = 0;
        for (int i = 0; i < curve.size(); i++) {
            boolean isEvaluated = next < evaluated.size() && evaluated.get(next).step() == curve.step(i);
            Optional<Evaluation> validation =
                    isEvaluated ? evaluated.get(next++).validation() : Optional.empty();
            double loss = validation.map(Evaluation::loss).orElse(curve.batchLoss(i));
            above = initial > 0 && loss > FACTOR * initial ? above + 1 : 0;
            boolean last = i == curve.size() - 1;
            if (validation.isPresent() && (above >= POINTS || (above > 0 && finished && last))) {
                return Optional.of("validation loss " + Figures.of(loss) + " at step " + curve.step(i) + " is over "
                        + Figures.of(FACTOR) + " times the untrained " + Figures.of(initial)
                        + (above >= POINTS ? ", and so were the points before it" : " at the end of the training"));
            }
        }
        return Optional.empty();
    }
}
