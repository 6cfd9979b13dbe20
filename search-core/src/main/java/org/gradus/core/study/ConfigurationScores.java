package org.gradus.core.study;

import java.util.List;
import java.util.OptionalDouble;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/** What several trainings of one configuration come to together. */
final class ConfigurationScores {
    private ConfigurationScores() {}

    /** The mean final score of those that completed; empty where none did. */
    static OptionalDouble meanScore(List<Trial> runs) {
        double[] scores = runs.stream()
                .flatMap(t -> t.finalScore().stream())
                .mapToDouble(Score::value)
                .sorted()
                .toArray();
        if (scores.length == 0) {
            return OptionalDouble.empty();
        }
        // Each share by itself, because the sum of scores of 1e308 is infinite; and beside that of the first, so that
        // the
        // mean of equal scores is exactly theirs.
        double mean = scores[0];
        for (double score : scores) {
            mean += score / scores.length - scores[0] / scores.length;
        }
        return OptionalDouble.of(mean);
    }

    /** 0 for what was trained again as a finalist, 1 for what was not, 2 for what diverged with any seed. */
    static int tier(List<Trial> runs) {
        if (runs.stream().anyMatch(t -> t.ended(OutcomeKind.DIVERGED))) {
            return 2;
        }
        boolean again = runs.stream()
                .anyMatch(t ->
                        t.purpose() == TrialPurpose.REPLICATE && t.finalScore().isPresent());
        return again ? 0 : 1;
    }
}
