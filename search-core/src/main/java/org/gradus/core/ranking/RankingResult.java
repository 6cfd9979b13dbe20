package org.gradus.core.ranking;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.trial.TrialPurpose;

/**
 * The candidates, best first.
 *
 * @param ranking the name of the ranking
 * @param entries all candidates, ranks 1, 2, 3, …
 * @param warnings what a reader must know before trusting the order
 * @param tie what is known about those that are tied for the best; empty where there are not two, and where nothing is known
 */
public record RankingResult(String ranking, List<RankedTrial> entries, List<String> warnings, Optional<Tie> tie) {
    public RankingResult {
        entries = ImmutableList.copyOf(entries);
        warnings = ImmutableList.copyOf(warnings);
    }

    /** A ranking that knows nothing about ties. */
    public RankingResult(String ranking, List<RankedTrial> entries, List<String> warnings) {
        this(ranking, entries, warnings, Optional.empty());
    }

    /** The best searched candidate that has a figure; a baseline never wins. */
    public Optional<RankedTrial> winner() {
        return entries.stream()
                .filter(e -> e.trial().purpose() == TrialPurpose.SEARCH)
                .filter(e -> e.figure().isPresent())
                .findFirst();
    }
}
