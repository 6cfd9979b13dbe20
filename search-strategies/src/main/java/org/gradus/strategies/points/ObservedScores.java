package org.gradus.strategies.points;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
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
    /** Trials that are looked at in short loops, one question each, before the next ones are. */
    private static final int TOGETHER = 256;

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
        return of(study, study.trials());
    }

    /**
     * Looks at these trials of a study alone; sweeps among them are passed over, and a configuration with replicates counts once. One pass over
     * them: in a large study what costs is to reach them in memory, and in short loops the processor reaches for several at a time.
     */
    public static ObservedScores of(StudyView study, List<Trial> trials) {
        SearchSpace space = study.space();
        EqualEpochs.Builder scores = new EqualEpochs.Builder(study.objective(), trials.size());
        List<Configuration> configurations = new ArrayList<>(trials.size());
        int[] numbers = new int[trials.size()];
        BitSet diverged = new BitSet();
        boolean replicated = false;
        for (List<Trial> some : Lists.partition(trials, TOGETHER)) {
            List<Trial> ranked = new ArrayList<>(some);
            replicated |= ranked.stream().anyMatch(t -> t.purpose() == TrialPurpose.REPLICATE);
            ranked.removeIf(t -> t.purpose() == TrialPurpose.SWEEP);
            ranked.removeIf(t -> t.ended(OutcomeKind.FAILED));
            ranked.removeIf(t -> !space.contains(t.configuration()));
            for (Trial trial : ranked) {
                diverged.set(configurations.size(), trial.ended(OutcomeKind.DIVERGED));
                numbers[configurations.size()] = trial.id().number();
                configurations.add(trial.configuration());
                scores.add(trial);
            }
        }
        ObservedScores observed = scored(configurations, numbers, diverged, scores.build());
        return replicated ? new ObservedScores(pooled(observed.finished), observed.pending) : observed;
    }

    private static ObservedScores scored(
            List<Configuration> configurations, int[] numbers, BitSet diverged, EqualEpochs scores) {
        List<ScoredConfiguration> finished = new ArrayList<>(configurations.size());
        List<Configuration> pending = new ArrayList<>();
        for (int i = 0; i < configurations.size(); i++) {
            double score = diverged.get(i) ? Double.POSITIVE_INFINITY : scores.score(numbers[i]);
            if (Double.isNaN(score)) {
                pending.add(configurations.get(i));
            } else {
                finished.add(new ScoredConfiguration(configurations.get(i), score));
            }
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
