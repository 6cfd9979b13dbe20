package org.gradus.reports.internal.facts;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.PooledNoise;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/**
 * How much the scores of candidates differ beside how much trainings of one candidate do: the F test of two variances
 * (Montgomery, Design and Analysis of Experiments, 8th edition, section 2.6), one-sided.
 *
 * @param candidates the searched candidates that were trained to the end, at least 3
 * @param deviation the standard deviation of their scores, each of one training, in the units of the objective's figure
 * @param noise the standard deviation of trainings of one of them, in the same units; the default, which was not searched, does not count
 * @param pValue how probable such a ratio is where candidates are all alike, in [0, 1]
 */
public record ScoreSpread(int candidates, double deviation, double noise, double pValue) {
    private static final int FEWEST = 3;
    private static final double SIGNIFICANT = 0.05;

    /** The spread of a study; empty with fewer than 3 completed candidates, or if none was trained again with two seeds. */
    public static Optional<ScoreSpread> of(StudyResult result) {
        double[] scores = scores(result.view().searched());
        List<double[]> again = result.ranking().entries().stream()
                .filter(entry -> entry.trial().purpose() == TrialPurpose.SEARCH)
                .map(entry -> scores(entry.replicates()))
                .toList();
        return PooledNoise.of(again).filter(noise -> scores.length >= FEWEST).map(noise -> of(scores, noise));
    }

    private static ScoreSpread of(double[] scores, PooledNoise noise) {
        double deviation = Math.sqrt(StatUtils.variance(scores));
        double ratio = deviation / noise.deviation();
        return new ScoreSpread(
                scores.length, deviation, noise.deviation(), pValue(ratio * ratio, scores.length, noise));
    }

    private static double pValue(double ratio, int count, PooledNoise noise) {
        if (!Double.isFinite(ratio)) {
            return Double.isNaN(ratio) ? 1 : 0;
        }
        return 1 - new FDistribution(null, count - 1.0, noise.degrees()).cumulativeProbability(ratio);
    }

    private static double[] scores(List<Trial> trials) {
        return trials.stream()
                .filter(trial -> trial.ended(OutcomeKind.COMPLETED))
                .flatMap(trial -> trial.finalScore().stream())
                .mapToDouble(Score::value)
                .toArray();
    }

    /** Whether candidates differ by more than seeds do, at the level of 5 %. */
    public boolean exceedsNoise() {
        return pValue < SIGNIFICANT;
    }
}
