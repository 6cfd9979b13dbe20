package org.gradus.reports.internal.facts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.gradus.core.ranking.Estimate;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Seeds;

/**
 * By how much the winner of one study scores better than the winner of another, held against how much trainings of one
 * configuration differ. Trainings of one trainer with equal seeds share what is random: where the winners have the same seeds, they
 * are compared seed by seed; otherwise as independent samples.
 *
 * @param better the study whose winner has the better mean
 * @param other the other one
 * @param gain by how much it is better, in units of the objective's figure, 0 or more
 * @param halfWidth half the width of the interval of the gain; empty where nothing tells the noise
 * @param basis how the trainings were compared
 * @param seeds how many fresh seeds the better winner was trained with to the end
 * @param otherSeeds the same of the other
 */
public record WinnerDifference(
        NamedStudy better,
        NamedStudy other,
        double gain,
        OptionalDouble halfWidth,
        Basis basis,
        int seeds,
        int otherSeeds) {
    private static final double CONFIDENCE = 0.95;

    /** How trainings were compared. */
    public enum Basis {
        /** Seed by seed. */
        PAIRED,
        /** As two independent samples. */
        UNPAIRED
    }

    /** The mean score of the winner, lower is better. */
    static Optional<Double> score(NamedStudy study) {
        return study.facts()
                .winner()
                .flatMap(RankedTrial::figure)
                .map(Estimate::mean)
                .map(mean -> study.facts().view().objective().toScore(mean));
    }

    /**
     * The difference of two studies that have a winner with a figure.
     *
     * @param better the one with the better mean
     * @param comparisons how many differences are looked at: the intervals of all of them hold together with 95 %, by
     *     Bonferroni's inequality (O. J. Dunn, Journal of the American Statistical Association 56, 1961, pages 52 to 64)
     */
    static WinnerDifference of(NamedStudy better, NamedStudy other, int comparisons) {
        double confidence = 1 - (1 - CONFIDENCE) / comparisons;
        Map<Seeds, Double> ours = scores(better);
        Map<Seeds, Double> theirs = scores(other);
        boolean paired = !ours.isEmpty()
                && ours.keySet().equals(theirs.keySet())
                && better.facts().trainer().equals(other.facts().trainer());
        Optional<MeanDifference> difference = paired
                ? MeanDifference.paired(figures(theirs, ours.keySet()), figures(ours, ours.keySet()), confidence)
                : MeanDifference.unpaired(figures(theirs, theirs.keySet()), figures(ours, ours.keySet()), confidence);
        return new WinnerDifference(
                better,
                other,
                score(other).orElseThrow() - score(better).orElseThrow(),
                difference.stream().mapToDouble(MeanDifference::halfWidth).findFirst(),
                paired ? Basis.PAIRED : Basis.UNPAIRED,
                ours.size(),
                theirs.size());
    }

    /** The scores of the winner's completed trainings with fresh seeds, in the order of these. */
    private static Map<Seeds, Double> scores(NamedStudy study) {
        Map<Seeds, Double> scores = new LinkedHashMap<>();
        study.facts().winner().map(RankedTrial::replicates).orElse(List.of()).stream()
                .filter(trial -> trial.ended(OutcomeKind.COMPLETED))
                .forEach(trial -> trial.finalScore()
                        .map(Score::value)
                        .ifPresent(score -> scores.put(trial.plan().seeds(), score)));
        return scores;
    }

    private static double[] figures(Map<Seeds, Double> scores, Set<Seeds> seeds) {
        return seeds.stream().mapToDouble(scores::get).toArray();
    }

    /** Whether it can be said whether the difference is more than noise. */
    public boolean isJudged() {
        return halfWidth.isPresent();
    }

    /** Whether the interval of the gain is above 0. */
    public boolean exceedsNoise() {
        return isJudged() && gain > halfWidth.getAsDouble();
    }
}
