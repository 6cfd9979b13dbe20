package org.gradus.core.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.distribution.FDistribution;

/**
 * Sets apart the candidates whose seeds differ far more than those of the others: near the edge of stability one seed
 * collapses and the next does not. Pooled with the steady ones, their noise would drown every difference; so they are
 * neither pooled nor raced. A candidate is erratic when its variance over that of all others pooled exceeds the 99 % point
 * of Fisher's F; the worst is set apart first, and the rest is looked at again.
 *
 * @param steady the candidates that may be compared
 * @param erratic the others, best mean first
 */
record Steadiness(List<Candidate> steady, List<Candidate> erratic) {
    static final double CONFIDENCE = 0.99;

    static Steadiness of(List<Candidate> raced) {
        List<Candidate> steady = new ArrayList<>(raced);
        List<Candidate> erratic = new ArrayList<>();
        Optional<Candidate> worst = mostErratic(steady);
        while (worst.isPresent()) {
            steady.remove(worst.get());
            erratic.add(worst.get());
            worst = mostErratic(steady);
        }
        erratic.sort(Comparator.<Candidate>comparingDouble(
                        c -> c.score().orElseThrow().value())
                .thenComparing(Candidate.BY_CONFIGURATION));
        return new Steadiness(steady, erratic);
    }

    private static Optional<Candidate> mostErratic(List<Candidate> candidates) {
        return candidates.stream()
                .filter(c -> excess(c, candidates) > 1)
                .max(Comparator.<Candidate>comparingDouble(c -> excess(c, candidates))
                        .thenComparing(Candidate.BY_CONFIGURATION));
    }

    /** The variance ratio over its critical value; 0 where there is nothing to compare with. */
    private static double excess(Candidate candidate, List<Candidate> candidates) {
        Optional<PooledNoise> own = PooledNoise.of(List.of(candidate.scores()));
        Optional<PooledNoise> others = PooledNoise.of(candidates.stream()
                .filter(c -> !c.trial().id().equals(candidate.trial().id()))
                .map(Candidate::scores)
                .toList());
        if (own.isEmpty() || others.isEmpty() || others.get().deviation() == 0) {
            return 0;
        }
        double ratio = own.get().deviation() / others.get().deviation();
        double critical = new FDistribution(
                        null, own.get().degrees(), others.get().degrees())
                .inverseCumulativeProbability(CONFIDENCE);
        return ratio * ratio / critical;
    }
}
