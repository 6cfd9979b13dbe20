package org.gradus.core.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;

/**
 * What one training shows beside its score: how far its model memorized the training set, how steady it was, how soon it was
 * there.
 *
 * @param gap validation loss − training loss, both in evaluation mode, of the last point after
 *     training began where both are finite
 * @param worstDrop how far the objective's figure fell below the best before it, at worst, 0 or more; in the units of
 *     the figure. Empty where fewer than two epochs were evaluated
 * @param scores the objective's scores (lower is better) of the evaluated epochs, the untrained model first
 */
public record TrialMeasures(OptionalDouble gap, OptionalDouble worstDrop, List<Score> scores) {
    public TrialMeasures {
        scores = List.copyOf(scores);
    }

    /** Measures a training, as far as it has come. */
    public static TrialMeasures of(Objective objective, Trial trial) {
        List<Score> scores = new ArrayList<>();
        for (CurvePoint point : trial.wholeEpochs()) {
            trial.scoreAt(objective, Math.toIntExact(point.step() / trial.stepsPerEpoch()))
                    .ifPresent(scores::add);
        }
        return new TrialMeasures(gapOf(trial), worstDropOf(scores), scores);
    }

    /**
     * The epoch by which its score had come to stay within a distance of its last one; empty where nothing was measured.
     *
     * @param distance in the units of the figure, 0 or more
     */
    public OptionalInt settledBy(double distance) {
        if (scores.isEmpty()) {
            return OptionalInt.empty();
        }
        double last = scores.get(scores.size() - 1).value();
        int settled = scores.size() - 1;
        while (settled > 0 && Math.abs(scores.get(settled - 1).value() - last) <= distance) {
            settled--;
        }
        return OptionalInt.of(scores.get(settled).epoch());
    }

    private static OptionalDouble gapOf(Trial trial) {
        List<CurvePoint> evaluated = trial.curve().evaluated();
        for (int i = evaluated.size() - 1; i >= 0 && evaluated.get(i).step() > 0; i--) {
            Optional<Double> gap = gapAt(evaluated.get(i));
            if (gap.isPresent()) {
                return OptionalDouble.of(gap.get());
            }
        }
        return OptionalDouble.empty();
    }

    private static Optional<Double> gapAt(CurvePoint point) {
        return point.validation()
                .map(Evaluation::loss)
                .flatMap(validation -> point.train().map(train -> validation - train.loss()))
                .filter(Double::isFinite);
    }

    private static OptionalDouble worstDropOf(List<Score> scores) {
        if (scores.size() < 2) {
            return OptionalDouble.empty();
        }
        double best = Double.POSITIVE_INFINITY;
        double worst = 0;
        for (Score score : scores) {
            worst = Math.max(worst, score.value() - best);
            best = Math.min(best, score.value());
        }
        return OptionalDouble.of(worst);
    }
}
