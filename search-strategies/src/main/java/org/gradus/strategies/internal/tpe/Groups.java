package org.gradus.strategies.internal.tpe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.strategies.points.ObservedScores;
import org.gradus.strategies.points.ObservedScores.ScoredConfiguration;

/**
 * The trials of a study in two groups. Their order within a group means nothing.
 *
 * @param good the best ones; none that diverged
 * @param others the rest, diverged and pending ones included
 */
record Groups(List<Configuration> good, List<Configuration> others) {
    /**
     * Splits what was found.
     *
     * @param goodOnes how many are good; fewer if fewer have a score. Among equal scores the lower coordinates win
     */
    static Groups of(SearchSpace space, ObservedScores observed, int goodOnes) {
        double last = lowest(observed.finished(), goodOnes);
        List<Configuration> good = new ArrayList<>();
        List<Configuration> others = new ArrayList<>(observed.pending());
        List<Configuration> equal = new ArrayList<>();
        for (ScoredConfiguration scored : observed.finished()) {
            List<Configuration> group =
                    scored.diverged() || scored.score() > last ? others : scored.score() < last ? good : equal;
            group.add(scored.configuration());
        }
        equal.sort(Comparator.comparing(space::toUnit, Arrays::compare));
        int wanted = Math.min(equal.size(), goodOnes - good.size());
        good.addAll(equal.subList(0, wanted));
        others.addAll(equal.subList(wanted, equal.size()));
        return new Groups(good, others);
    }

    /** The score of rank k, or the highest one where there are fewer: k is small, so a sorted list of k is kept. */
    private static double lowest(List<ScoredConfiguration> scored, int k) {
        double[] lowest = new double[Math.min(k, scored.size())];
        int kept = 0;
        for (ScoredConfiguration next : scored) {
            double score = next.score();
            if (kept == lowest.length && score >= lowest[kept - 1]) {
                continue;
            }
            int at = kept < lowest.length ? kept++ : kept - 1;
            for (; at > 0 && lowest[at - 1] > score; at--) {
                lowest[at] = lowest[at - 1];
            }
            lowest[at] = score;
        }
        return lowest[kept - 1];
    }
}
