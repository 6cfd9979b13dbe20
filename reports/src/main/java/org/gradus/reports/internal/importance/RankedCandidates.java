package org.gradus.reports.internal.importance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.TrialPurpose;

/**
 * The candidates whose place says something of their configuration: those that were measured, and those that diverged.
 *
 * @param entries in the order of the ranking
 */
record RankedCandidates(List<RankedTrial> entries) {
    RankedCandidates {
        entries = List.copyOf(entries);
    }

    /** Those among all candidates of a study, best first. */
    static RankedCandidates of(List<RankedTrial> ranking) {
        return new RankedCandidates(ranking.stream()
                .filter(e -> e.trial().purpose() == TrialPurpose.SEARCH)
                .filter(e -> e.figure().isPresent() || diverged(e))
                .toList());
    }

    /** Those in which these parameters are active. */
    RankedCandidates having(String... parameters) {
        return new RankedCandidates(entries.stream()
                .filter(e -> Stream.of(parameters).allMatch(e.configuration()::has))
                .toList());
    }

    int size() {
        return entries.size();
    }

    /** The values of a parameter that is active in all of them. */
    List<Object> values(String parameter) {
        return entries.stream()
                .flatMap(e -> Optional.ofNullable(e.configuration().values().get(parameter)).stream())
                .toList();
    }

    /** Places counted from 1; neighbours with equal results share the mean of their places. */
    double[] meanRanks() {
        double[] ranks = new double[entries.size()];
        int from = 0;
        while (from < ranks.length) {
            int to = from + 1;
            while (to < ranks.length && same(entries.get(from), entries.get(to))) {
                to++;
            }
            Arrays.fill(ranks, from, to, (from + 1 + to) / 2.0);
            from = to;
        }
        return ranks;
    }

    static boolean diverged(RankedTrial entry) {
        return entry.trial().ended(OutcomeKind.DIVERGED);
    }

    private static boolean same(RankedTrial one, RankedTrial other) {
        if (diverged(one) || diverged(other)) {
            return diverged(one) && diverged(other);
        }
        return one.figure().equals(other.figure())
                && one.trial().epochsTrained() == other.trial().epochsTrained();
    }
}
