package org.gradus.reports.internal.facts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.PooledNoise;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Trial;

/**
 * Whether validation flatters a candidate: the difference between the test split and validation, model by model, held
 * against how much it differs from one model of a candidate to the next, with 95 % confidence.
 */
public enum ValidationOptimism {
    /** The test split was not read, or no candidate has two models to tell the noise from. */
    UNKNOWN,
    /** The difference is no larger than its noise. */
    WITHIN_NOISE,
    /** The test split is worse than validation by more than noise. */
    VALIDATION_FLATTERS,
    /** The test split is better than validation by more than noise. */
    TEST_IS_BETTER;

    /** Of one candidate of a study. */
    public static ValidationOptimism of(StudyResult result, RankedTrial candidate) {
        Objective objective = result.view().objective();
        List<double[]> all = result.ranking().entries().stream()
                .map(entry -> differences(objective, entry))
                .toList();
        Optional<PooledNoise> noise = PooledNoise.of(all);
        double[] differences = differences(objective, candidate);
        if (noise.isEmpty() || differences.length == 0) {
            return UNKNOWN;
        }
        double mean = Arrays.stream(differences).average().orElse(0);
        if (Math.abs(mean) <= noise.get().halfWidth(differences.length)) {
            return WITHIN_NOISE;
        }
        return mean > 0 ? VALIDATION_FLATTERS : TEST_IS_BETTER;
    }

    /** By how much each model's test score is worse than its validation score. */
    private static double[] differences(Objective objective, RankedTrial entry) {
        return entry.evidence().stream()
                .flatMapToDouble(trial -> difference(objective, trial))
                .toArray();
    }

    private static DoubleStream difference(Objective objective, Trial trial) {
        DoubleStream test = trial.test().stream()
                .flatMapToDouble(t -> t.metric(objective.metric()).stream())
                .filter(Double::isFinite)
                .map(objective::toScore);
        return trial.finalScore()
                .map(validation -> test.map(score -> score - validation.value()))
                .orElseGet(DoubleStream::empty);
    }
}
