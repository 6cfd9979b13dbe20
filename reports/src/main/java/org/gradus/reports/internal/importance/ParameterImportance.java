package org.gradus.reports.internal.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.space.Parameter;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.StudyView;
import org.gradus.core.trial.TrialPurpose;

/**
 * How much one hyperparameter mattered: the share of the variance of the ranks of candidates that knowing it alone explains,
 * its first-order effect as in functional ANOVA (Hutter et al., ICML 2014).
 *
 * <p>Deviations: the marginals are means over groups of trials, not over a random forest, which would be fitted to a few
 * dozen trials here; ranks take the place of scores, so that diverged and stopped trials count too and one very bad score
 * does not decide; interactions are not estimated.
 *
 * @param parameter its name
 * @param trials how many candidates had it and were ranked
 * @param measure the share and how sure it is; empty with too few trials, or where it never varied
 */
public record ParameterImportance(String parameter, int trials, Optional<Measure> measure) {
    /** With fewer trials nothing is said. */
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
        List<RankedTrial> ranked = ranking.stream()
                .filter(e -> e.trial().purpose() == TrialPurpose.SEARCH)
                .filter(e -> e.figure().isPresent() || diverged(e))
                .toList();
        Map<String, Grouping> groupings = new LinkedHashMap<>();
        Map<String, RankShare> shares = new LinkedHashMap<>();
        for (Parameter parameter : study.space().parameters()) {
            List<RankedTrial> with = with(ranked, parameter.name());
            Grouping grouping = Grouping.of(parameter.name(), values(with, parameter.name()));
            double[] ranks = ranks(with);
            boolean varied = grouping.names().size() > 1
                    && with.size() > grouping.names().size();
            if (with.size() >= FEWEST_TRIALS && varied && ranks[0] != ranks[ranks.length - 1]) {
                groupings.put(parameter.name(), grouping);
                shares.put(parameter.name(), RankShare.of(grouping.groups(), ranks, study.seed()));
            }
        }
        return join(study.space(), ranked, groupings, shares);
    }

    private static List<ParameterImportance> join(
            SearchSpace space,
            List<RankedTrial> ranked,
            Map<String, Grouping> groupings,
            Map<String, RankShare> shares) {
        double[] adjusted = Holm.adjust(
                shares.values().stream().mapToDouble(RankShare::pValue).toArray());
        List<String> measured = new ArrayList<>(shares.keySet());
        List<ParameterImportance> all = new ArrayList<>();
        for (Parameter parameter : space.parameters()) {
            String name = parameter.name();
            List<RankedTrial> with = with(ranked, name);
            Optional<Measure> measure = Optional.ofNullable(shares.get(name))
                    .flatMap(share -> Optional.ofNullable(groupings.get(name))
                            .map(grouping -> new Measure(
                                    Math.max(0, share.share()),
                                    Math.max(0, share.chance()),
                                    adjusted[measured.indexOf(name)],
                                    grouping.best(ranks(with)))));
            all.add(new ParameterImportance(name, with.size(), measure));
        }
        return List.copyOf(all);
    }

    private static boolean diverged(RankedTrial entry) {
        return entry.trial().ended(OutcomeKind.DIVERGED);
    }

    private static List<RankedTrial> with(List<RankedTrial> ranked, String parameter) {
        return ranked.stream().filter(e -> e.configuration().has(parameter)).toList();
    }

    private static List<Object> values(List<RankedTrial> ranked, String parameter) {
        return ranked.stream()
                .flatMap(e -> Optional.ofNullable(e.configuration().values().get(parameter)).stream())
                .toList();
    }

    /** Places counted from 1; neighbours with equal results share the mean of their places. */
    private static double[] ranks(List<RankedTrial> ranked) {
        double[] ranks = new double[ranked.size()];
        int from = 0;
        while (from < ranks.length) {
            int to = from + 1;
            while (to < ranks.length && same(ranked.get(from), ranked.get(to))) {
                to++;
            }
            Arrays.fill(ranks, from, to, (from + 1 + to) / 2.0);
            from = to;
        }
        return ranks;
    }

    private static boolean same(RankedTrial one, RankedTrial other) {
        if (diverged(one) || diverged(other)) {
            return diverged(one) && diverged(other);
        }
        return one.figure().equals(other.figure())
                && one.trial().epochsTrained() == other.trial().epochsTrained();
    }
}
