package org.gradus.core.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.space.Configuration;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;

/**
 * The best of the completed candidates, kept up to date as trials end. A trial that ends costs the same in a study of a
 * hundred thousand trials as in one of ten, unless the best itself is trained again and does worse: then all
 * configurations are compared again. Not thread-safe.
 */
final class BestCandidate {
    /** The trials that have ended, by configuration. */
    private final Map<Configuration, List<Trial>> runs = new HashMap<>();

    private Optional<Best> best = Optional.empty();
    private final List<Improvement> improvements = new ArrayList<>();

    /** What is known at one moment. */
    record Known(Optional<Best> best, List<Improvement> improvements) {}

    /**
     * The state at one moment.
     *
     * @param improvements how many there were
     */
    record Mark(Optional<Best> best, int improvements) {}

    /** The best once it became better than ever before, and the epochs that all trials had cost by then. */
    record Improvement(double epochs, Best best) {}

    /**
     * How a configuration stands beside others.
     *
     * @param trial its first completed candidate
     * @param tier 0 for what was trained again as a finalist, 1 for what was not, 2 for what diverged with any seed
     * @param meanScore over its completed trainings; lower is better
     */
    record Best(TrialId trial, int tier, double meanScore) {
        static final Comparator<Best> FIRST = Comparator.comparingInt(Best::tier)
                .thenComparingDouble(Best::meanScore)
                .thenComparing(Best::trial);

        static Optional<Best> of(List<Trial> runs) {
            OptionalDouble mean = ConfigurationScores.meanScore(runs);
            return runs.stream()
                    .filter(t -> t.purpose() == TrialPurpose.SEARCH)
                    .filter(t -> t.finalScore().isPresent())
                    .map(Trial::id)
                    .min(Comparator.naturalOrder())
                    .map(id -> new Best(id, ConfigurationScores.tier(runs), mean.orElseThrow()));
        }
    }

    /** What is known of trials that count as trained one after another. */
    static Known of(List<Trial> trials) {
        BestCandidate candidates = new BestCandidate();
        double epochs = 0;
        for (Trial trial : trials) {
            epochs += trial.epochsSpent();
            if (trial.ended()) {
                candidates.add(trial, epochs);
            }
        }
        return candidates.known();
    }

    /**
     * Takes in a trial that has ended; only candidates and replicates count.
     *
     * @param epochs that all trials have cost by then
     */
    void add(Trial ended, double epochs) {
        if (ended.purpose() != TrialPurpose.SEARCH && ended.purpose() != TrialPurpose.REPLICATE) {
            return;
        }
        List<Trial> same = runs.computeIfAbsent(ended.configuration(), configuration -> new ArrayList<>(1));
        boolean again = !same.isEmpty() && best.isPresent() && best.equals(Best.of(same));
        same.add(ended);
        Optional<Best> now = Best.of(same);
        boolean fell = again
                && now.filter(n -> Best.FIRST.compare(n, best.orElseThrow()) <= 0)
                        .isEmpty();
        best = fell ? bestOfAll() : first(best, now);
        if (ended.purpose() == TrialPurpose.SEARCH) {
            best.filter(this::isImprovement).ifPresent(b -> improvements.add(new Improvement(epochs, b)));
        }
    }

    Mark mark() {
        return new Mark(best, improvements.size());
    }

    /**
     * Goes back to a mark.
     *
     * @param ended the trials that were added since
     */
    void undo(Mark mark, List<Trial> ended) {
        for (Trial trial : ended) {
            List<Trial> same = runs.get(trial.configuration());
            if (same != null) {
                same.removeIf(run -> run.id().equals(trial.id()));
                if (same.isEmpty()) {
                    runs.remove(trial.configuration());
                }
            }
        }
        best = mark.best();
        improvements.subList(mark.improvements(), improvements.size()).clear();
    }

    private boolean isImprovement(Best now) {
        return improvements.isEmpty()
                || now.meanScore()
                        < improvements.get(improvements.size() - 1).best().meanScore();
    }

    private Optional<Best> bestOfAll() {
        return runs.values().stream().flatMap(same -> Best.of(same).stream()).min(Best.FIRST);
    }

    private static Optional<Best> first(Optional<Best> a, Optional<Best> b) {
        return b.filter(other -> a.isEmpty() || Best.FIRST.compare(other, a.get()) < 0)
                .or(() -> a);
    }

    Known known() {
        return new Known(best, List.copyOf(improvements));
    }
}
