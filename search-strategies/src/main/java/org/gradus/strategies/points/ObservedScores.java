package org.gradus.strategies.points;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.space.Configuration;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.strategies.internal.points.EqualEpochs;

/**
 * What the trials of a study came to, in the order of their numbers, for strategies that rank and do not model.
 * Sweeps, failed trials and trials outside of the space are left out.
 *
 * @param finished what is known
 * @param pending the configurations that have no comparable score yet
 */
public record ObservedScores(List<ScoredConfiguration> finished, List<Configuration> pending) {
    /**
     * A configuration and how good it was.
     *
     * @param score lower is better, comparable with all others; positive infinity for a trial that diverged
     */
    public record ScoredConfiguration(Configuration configuration, double score) {
        public boolean diverged() {
            return score == Double.POSITIVE_INFINITY;
        }
    }

    public ObservedScores {
        finished = ImmutableList.copyOf(finished);
        pending = ImmutableList.copyOf(pending);
    }

    /** Looks at candidates, baselines and replicates; a configuration trained with several seeds counts once. */
    public static ObservedScores of(StudyView study) {
        ObservedScores observed = of(
                study,
                study.trials().stream()
                        .filter(t -> t.purpose() != TrialPurpose.SWEEP)
                        .toList());
        boolean replicated = study.trials().stream().anyMatch(t -> t.purpose() == TrialPurpose.REPLICATE);
        return replicated ? new ObservedScores(pooled(observed.finished), observed.pending) : observed;
    }

    /** Looks at these trials of a study alone. */
    public static ObservedScores of(StudyView study, List<Trial> trials) {
        List<Trial> useful = trials.stream()
                .filter(t -> !t.ended(OutcomeKind.FAILED) && study.space().contains(t.configuration()))
                .toList();
        EqualEpochs scores = EqualEpochs.of(study.objective(), useful);
        List<ScoredConfiguration> finished = new ArrayList<>(trials.size());
        List<Configuration> pending = new ArrayList<>();
        for (Trial trial : useful) {
            Optional<Double> score =
                    trial.ended(OutcomeKind.DIVERGED) ? Optional.of(Double.POSITIVE_INFINITY) : scores.score(trial);
            score.ifPresentOrElse(
                    value -> finished.add(new ScoredConfiguration(trial.configuration(), value)),
                    () -> pending.add(trial.configuration()));
        }
        return new ObservedScores(finished, pending);
    }

    /** Each configuration once, with its mean score. */
    private static List<ScoredConfiguration> pooled(List<ScoredConfiguration> observed) {
        Map<Configuration, List<Double>> scores = new HashMap<>();
        observed.forEach(f -> scores.computeIfAbsent(f.configuration(), c -> new ArrayList<>())
                .add(f.score()));
        return observed.stream()
                .map(ScoredConfiguration::configuration)
                .distinct()
                .map(c -> new ScoredConfiguration(c, mean(scores.getOrDefault(c, List.of()))))
                .toList();
    }

    /** Sorted first: the sum must not depend on the order of the trials. Divided first: the sum of 1e308s is infinite. */
    private static double mean(List<Double> scores) {
        return scores.stream()
                .sorted()
                .mapToDouble(score -> score / scores.size())
                .sum();
    }
}
