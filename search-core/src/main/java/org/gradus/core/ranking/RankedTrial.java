package org.gradus.core.ranking;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;

/**
 * One candidate in its place.
 *
 * @param rank counted from 1
 * @param trial the candidate's trial of the search (or baseline)
 * @param replicates its trainings with fresh seeds, in the order of their seeds
 * @param figure the objective's figure: mean over the completed replicates, or of the search run where there are none;
 *     empty where nothing was measured
 * @param tiedBest whether it may be the best
 * @param probabilityBest how probable it is that it is the best of those ranked; those that are equal share; empty where
 *     not estimated
 * @param reason why it stands here, in words
 */
public record RankedTrial(
        int rank,
        Trial trial,
        List<Trial> replicates,
        Optional<Estimate> figure,
        boolean tiedBest,
        OptionalDouble probabilityBest,
        String reason) {
    public RankedTrial {
        replicates = ImmutableList.copyOf(replicates);
    }

    /** In words: {@code number 1: trial 7 (learningRate=3.2e-3), 0.861; the best mean}. */
    @Override
    public String toString() {
        return "number " + rank + ": " + trial.id() + " (" + configuration() + "), "
                + figure.map(Estimate::toString).orElse("not measured") + "; " + reason;
    }

    public Configuration configuration() {
        return trial.configuration();
    }

    /**
     * The learning rate.
     *
     * @throws IllegalStateException if the searched space has none
     */
    public LearningRate learningRate() {
        return trial.configuration().learningRate();
    }

    /** How probable it is that it is the best, in words: {@code 37 %}, {@code > 99 %}; empty where not estimated. */
    public Optional<String> chanceWords() {
        return probabilityBest.stream().mapToObj(Reasons::chance).findFirst();
    }

    /** The trainings that speak for it: the completed replicates, or else the search run itself. */
    public List<Trial> evidence() {
        List<Trial> completed =
                replicates.stream().filter(t -> t.ended(OutcomeKind.COMPLETED)).toList();
        return completed.isEmpty() ? List.of(trial) : completed;
    }

    /** The mean of the last validations of its evidence. */
    public Optional<Evaluation> validation() {
        return mean(evidence().stream()
                .flatMap(t -> t.curve().lastValidated().stream())
                .flatMap(p -> p.validation().stream())
                .toList());
    }

    /** The mean on the test split; empty where it was not read. */
    public Optional<Evaluation> test() {
        return mean(evidence().stream().flatMap(t -> t.test().stream()).toList());
    }

    private static Optional<Evaluation> mean(List<Evaluation> evaluations) {
        if (evaluations.isEmpty()) {
            return Optional.empty();
        }
        double loss =
                evaluations.stream().mapToDouble(Evaluation::loss).average().orElse(Double.NaN);
        Map<String, Double> metrics = evaluations.stream()
                .flatMap(e -> e.metrics().entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.averagingDouble(Map.Entry::getValue)));
        return Optional.of(new Evaluation(loss, ImmutableSortedMap.copyOf(metrics)));
    }
}
