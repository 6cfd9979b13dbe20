package org.gradus.core.ranking;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;

/**
 * A configuration to be ranked: its training in the search, or as the baseline, and its trainings with fresh seeds.
 *
 * @param objective what is improved
 * @param trial the training of the search
 * @param runs the completed trainings of the search with its configuration: more than one where it was proposed again
 * @param replicates all its trainings with fresh seeds, in the order of their seeds
 */
record Candidate(Objective objective, Trial trial, List<Trial> runs, List<Trial> replicates) {
    /** An order that depends on what was tried, not on when: among equals the lower rate is the safer one. */
    static final Comparator<Candidate> BY_CONFIGURATION = Comparator.<Candidate>comparingDouble(
                    c -> c.trial.learningRate().map(LearningRate::value).orElse(0.0))
            .thenComparing(c -> c.trial.configuration().values().toString())
            .thenComparing(c -> c.trial.id());

    Candidate {
        runs = List.copyOf(runs);
        replicates = List.copyOf(replicates);
    }

    static List<Candidate> of(StudyView study) {
        Map<Configuration, List<Trial>> all = study.completedRuns();
        Map<TrialId, List<Trial>> replicates = study.replicates();
        return study.trials().stream()
                .filter(t -> t.purpose() == TrialPurpose.SEARCH || t.purpose() == TrialPurpose.BASELINE)
                .map(t -> new Candidate(study.objective(), t, runs(all, t), replicates.getOrDefault(t.id(), List.of())))
                .sorted(BY_CONFIGURATION)
                .toList();
    }

    private static List<Trial> runs(Map<Configuration, List<Trial>> all, Trial trial) {
        boolean candidate =
                trial.purpose() == TrialPurpose.SEARCH && trial.finalScore().isPresent();
        return candidate ? all.getOrDefault(trial.configuration(), List.of()) : List.of();
    }

    Tier tier() {
        if (trial.outcome().isEmpty()) {
            return Tier.STOPPED;
        }
        return switch (trial.outcome().get().kind()) {
            case COMPLETED -> completedTier();
            case STOPPED -> Tier.STOPPED;
            case DIVERGED -> Tier.DIVERGED;
            case FAILED -> Tier.FAILED;
        };
    }

    private Tier completedTier() {
        if (diverged() > 0) {
            return Tier.UNSAFE;
        }
        return completed().isEmpty() ? Tier.COMPLETED : Tier.RACED;
    }

    boolean isBaseline() {
        return trial.purpose() == TrialPurpose.BASELINE;
    }

    /** The replicates that were trained to the last epoch. */
    List<Trial> completed() {
        return replicates.stream().filter(t -> t.finalScore().isPresent()).toList();
    }

    long diverged() {
        return replicates.stream().filter(t -> t.ended(OutcomeKind.DIVERGED)).count();
    }

    /** The final scores of the completed replicates, by the number of their seed. */
    NavigableMap<Integer, Double> scoresBySeed() {
        NavigableMap<Integer, Double> scores = new TreeMap<>();
        for (Trial replicate : completed()) {
            scores.put(
                    replicate.plan().replicate(),
                    replicate.finalScore().orElseThrow().value());
        }
        return scores;
    }

    double[] scores() {
        return scoresBySeed().values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * The mean score of the completed replicates, or else of the completed trainings of the search, or else that of its
     * training wherever it stands.
     */
    Optional<Score> score() {
        List<Trial> completed = completed().isEmpty() ? runs : completed();
        if (completed.isEmpty()) {
            return ownScore();
        }
        double mean = completed.stream()
                .mapToDouble(t -> t.finalScore().orElseThrow().value() / completed.size())
                .sum();
        return Optional.of(
                new Score(mean, completed.get(0).finalScore().orElseThrow().epoch()));
    }

    private Optional<Score> ownScore() {
        return tier().compareTo(Tier.STOPPED) > 0
                ? Optional.empty()
                : trial.finalScore().or(() -> trial.latestScore(objective));
    }

    /** The trainings that speak for it: the completed replicates, or else the training of the search. */
    List<Trial> evidence() {
        List<Trial> completed = completed();
        return completed.isEmpty() ? List.of(trial) : completed;
    }

    /** One measure of each training that speaks for it; empty as soon as one lacks it. */
    double[] measures(Function<TrialMeasures, OptionalDouble> measure) {
        List<OptionalDouble> all = evidence().stream()
                .map(t -> measure.apply(TrialMeasures.of(objective, t)))
                .toList();
        return all.stream().anyMatch(OptionalDouble::isEmpty)
                ? new double[0]
                : all.stream().mapToDouble(OptionalDouble::getAsDouble).toArray();
    }

    /** How many trainings its score is the mean of. */
    int count() {
        return Math.max(1, completed().isEmpty() ? runs.size() : completed().size());
    }

    /** The mean figure with its interval, as people read it. */
    Optional<Estimate> figure(Interval interval) {
        return score().map(Score::value).map(mean -> {
            Interval held = interval.holding(mean);
            double one = within(objective.toFigure(held.low()));
            double other = within(objective.toFigure(held.high()));
            return new Estimate(objective.toFigure(mean), Math.min(one, other), Math.max(one, other), count());
        });
    }

    /** The interval of its own seeds alone, by Student's t. */
    Interval ownInterval() {
        return PooledNoise.of(List.of(scores()))
                .map(noise -> Interval.around(score().orElseThrow().value(), noise.halfWidth(scores().length)))
                .orElse(Interval.UNKNOWN);
    }

    /** Its score with the seeds of the search, NaN where it has none. */
    double searchScore() {
        boolean comparable = trial.plan().replicate() == 0;
        return comparable ? trial.finalScore().map(Score::value).orElse(Double.NaN) : Double.NaN;
    }

    /** An interval of accuracies does not leave [0, 1]. */
    private double within(double figure) {
        boolean share = objective.metric().equals(Evaluation.ACCURACY);
        return share ? Math.max(0, Math.min(1, figure)) : figure;
    }

    RankedTrial at(int rank, Interval interval, Placement placement) {
        return new RankedTrial(
                rank,
                trial,
                replicates,
                figure(interval),
                placement.tiedBest(),
                placement.probabilityBest(),
                placement.reason());
    }

    /**
     * What the ranking found about a candidate beside its place.
     *
     * @param tiedBest whether it may be the best
     * @param probabilityBest how probable it is that it is the best of those compared
     * @param reason the reason for its rank
     */
    record Placement(boolean tiedBest, OptionalDouble probabilityBest, String reason) {
        static Placement plain(String reason) {
            return new Placement(false, OptionalDouble.empty(), reason);
        }
    }
}
