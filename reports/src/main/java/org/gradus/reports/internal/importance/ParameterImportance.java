package org.gradus.reports.internal.importance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.study.StudyView;

/**
 * How much one hyperparameter mattered: the share of the variance of the ranks of candidates that knowing it alone explains,
 * its first-order effect as in functional ANOVA (Hutter et al., ICML 2014).
 *
 * <p>Deviations: the marginals are means over groups of trials, not over a random forest, which would be fitted to a few
 * dozen trials here; ranks take the place of scores, so that diverged and stopped trials count too and one very bad score
 * does not decide. {@link PairImportance} measures what two do together.
 *
 * @param parameter its name
 * @param trials how many candidates had it and were ranked
 * @param measure the share and how sure it is; empty with too few trials, or where it never varied
 */
public record ParameterImportance(String parameter, int trials, Optional<Measure> measure) {
    /** With fewer trials nothing is reported. */
    private static final int FEWEST_TRIALS = 8;

    /**
     * What was measured.
     *
     * @param share the share of the variance, ε², in [0, 1]
     * @param chance the share that chance alone exceeds once in twenty times, in [0, 1]
     * @param pValue how probable such a share is by chance, adjusted for the number of hyperparameters by Holm's method, in
     *     (0, 1]
     * @param best the values with which candidates ranked best on average: {@code adam}, {@code 1e-3 to 2.5e-2}
     */
    public record Measure(double share, double chance, double pValue, String best) {}

    /**
     * The importance of every hyperparameter, in the order of the space.
     *
     * @param ranking all candidates, best first
     */
    public static List<ParameterImportance> of(StudyView study, List<RankedTrial> ranking) {
        RankedCandidates ranked = RankedCandidates.of(ranking);
        List<Grouped> all = study.space().parameters().stream()
                .map(parameter -> Grouped.of(parameter.name(), ranked, study.seed()))
                .toList();
        double[] adjusted = Holm.adjust(all.stream()
                .flatMap(grouped -> grouped.share().stream())
                .mapToDouble(RankShare::pValue)
                .toArray());
        List<ParameterImportance> importance = new ArrayList<>();
        int measured = 0;
        for (Grouped grouped : all) {
            double pValue = grouped.share().isPresent() ? adjusted[measured++] : 1;
            importance.add(new ParameterImportance(
                    grouped.parameter(),
                    grouped.ranks().length,
                    grouped.share().map(share -> grouped.measure(share, pValue))));
        }
        return List.copyOf(importance);
    }

    /**
     * The candidates that have a hyperparameter, in groups by its value.
     *
     * @param share the share that the groups explain; empty with too few candidates, or where the value never varied
     */
    private record Grouped(String parameter, Grouping grouping, double[] ranks, Optional<RankShare> share) {
        static Grouped of(String parameter, RankedCandidates ranked, long seed) {
            RankedCandidates with = ranked.having(parameter);
            Grouping grouping = Grouping.of(parameter, with.values(parameter));
            double[] ranks = with.meanRanks();
            boolean varied = grouping.names().size() > 1
                    && with.size() > grouping.names().size();
            boolean measured = with.size() >= FEWEST_TRIALS && varied && ranks[0] != ranks[ranks.length - 1];
            return new Grouped(
                    parameter,
                    grouping,
                    ranks,
                    measured ? Optional.of(RankShare.of(grouping.groups(), ranks, seed)) : Optional.empty());
        }

        Measure measure(RankShare share, double pValue) {
            return new Measure(Math.max(0, share.share()), Math.max(0, share.chance()), pValue, grouping.best(ranks));
        }
    }
}
