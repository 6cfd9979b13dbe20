package org.gradus.core.curve.internal;

import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.curve.LearningCurve.Divergence;
import org.gradus.core.space.Figures;

/**
 * When a training has diverged: at the first loss that is not a number, or when the loss lies above a multiple of that of
 * the untrained model at some points in a row, the last of them an evaluation, or at the end of the training. The second
 * case is needed because clipped losses stay finite forever; it says nothing of an untrained loss that is not positive or
 * was not evaluated.
 */
public final class DivergenceRule {
    private DivergenceRule() {}

    /**
     * Judges a curve.
     *
     * @param rule how far above the untrained loss, and for how long, is beyond hope
     * @param finished whether the training is at its last epoch, where a single evaluation suffices
     * @return the evidence, in words; empty if it has not diverged
     */
    public static Optional<String> evidence(LearningCurve curve, Divergence rule, boolean finished) {
        return nonFinite(curve)
                .or(() -> untrainedLoss(curve).flatMap(initial -> hopeless(curve, rule, initial, finished)));
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

    private static Optional<String> hopeless(LearningCurve curve, Divergence rule, double initial, boolean finished) {
        List<CurvePoint> evaluated = curve.evaluated();
        int next = 0;
        int above = 0;
        for (int i = 0; i < curve.size(); i++) {
            boolean isEvaluated = next < evaluated.size() && evaluated.get(next).step() == curve.step(i);
            Optional<Evaluation> validation =
                    isEvaluated ? evaluated.get(next++).validation() : Optional.empty();
            double loss = validation.map(Evaluation::loss).orElse(curve.batchLoss(i));
            above = initial > 0 && loss > rule.factor() * initial ? above + 1 : 0;
            boolean last = i == curve.size() - 1;
            if (validation.isPresent() && (above >= rule.points() || (above > 0 && finished && last))) {
                return Optional.of("validation loss " + Figures.of(loss) + " at step " + curve.step(i) + " is over "
                        + Figures.of(rule.factor()) + " times the untrained " + Figures.of(initial)
                        + (above >= rule.points()
                                ? ", and so were the points before it"
                                : " at the end of the training"));
            }
        }
        return Optional.empty();
    }
}
