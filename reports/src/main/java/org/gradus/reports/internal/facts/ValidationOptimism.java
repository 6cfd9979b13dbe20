package org.gradus.reports.internal.facts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.ranking.PooledNoise;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Trial;

/**
 * Whether validation flatters: the difference between the test split and validation, model by model, held against how much
 * it differs from one model of a candidate to the next.
 *
 * @param objective what is improved
 * @param noise of the difference of one model, pooled over the candidates; empty unless one has two models
 */
public record ValidationOptimism(Objective objective, Optional<PooledNoise> noise) {
    public static ValidationOptimism of(StudyFacts facts) {
        Objective objective = facts.view().objective();
        List<double[]> differences = facts.result().ranking().entries().stream()
                .map(entry -> differences(objective, entry))
                .toList();
        return new ValidationOptimism(objective, PooledNoise.of(differences));
    }

    /** By how much each model's test score is worse than its validation score. */
    private static double[] differences(Objective objective, RankedTrial entry) {
        List<Double> differences = new ArrayList<>();
        for (Trial trial : entry.evidence()) {
            OptionalDouble test =
                    trial.test().map(t -> t.metric(objective.metric())).orElse(OptionalDouble.empty());
            if (test.isPresent() && trial.finalScore().isPresent() && Double.isFinite(test.getAsDouble())) {
                differences.add(objective.toScore(test.getAsDouble())
                        - trial.finalScore().get().value());
            }
        }
        return differences.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** {@code (validation flatters)} where that is more than noise, with 95 % confidence; else empty. */
    public String words(RankedTrial winner) {
        double[] differences = differences(objective, winner);
        double mean = Arrays.stream(differences).average().orElse(0);
        if (noise.isEmpty() || differences.length == 0) {
            return "";
        }
        double half = noise.get().halfWidth(differences.length);
        if (Math.abs(mean) <= half) {
            return " (within noise)";
        }
        return mean > 0 ? " (validation flatters)" : "";
    }
}
