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

    /**
     * How much is known about the candidates that share the chance to be the best.
     *
     * @param behind how far each of them lies at most behind the best of all, with 95 % probability, in the units of the
     *     objective's figure; 0 or more
     * @param noise the standard deviation of one training from seed to seed, in the same units; 0 or more
     * @param close whether it was measured that any of them will do: with 95 % probability none lies further behind the best than
     *     the noise of one training, and the fresh seeds say the same by themselves, which takes about ten of them. If not, they
     *     are too few to tell
     */
    public record Tie(double behind, double noise, boolean close) {
        public Tie {
            if (!(behind >= 0 && noise >= 0)) {
                throw new IllegalArgumentException(
                        "the distance in a tie and its noise must be 0 or more, but were " + behind + " and " + noise);
            }
        }
    }
}
