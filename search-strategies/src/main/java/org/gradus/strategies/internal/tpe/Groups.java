package org.gradus.strategies.internal.tpe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.strategies.points.ObservedScores;
import org.gradus.strategies.points.ObservedScores.Finding;

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
    static Groups of(SearchSpace space, ObservedScores findings, int goodOnes) {
        double[] scores = findings.finished().stream()
                .mapToDouble(Finding::score)
                .sorted()
                .toArray();
        double last = scores[Math.min(goodOnes, scores.length) - 1];
        List<Configuration> good = new ArrayList<>();
        List<Configuration> others = new ArrayList<>(findings.pending());
        List<Configuration> equal = new ArrayList<>();
        for (Finding finding : findings.finished()) {
            List<Configuration> group =
                    finding.diverged() || finding.score() > last ? others : finding.score() < last ? good : equal;
            group.add(finding.configuration());
        }
        equal.sort(Comparator.comparing(space::toUnit, Arrays::compare));
        int wanted = Math.min(equal.size(), goodOnes - good.size());
        good.addAll(equal.subList(0, wanted));
        others.addAll(equal.subList(wanted, equal.size()));
        return new Groups(good, others);
    }
}
