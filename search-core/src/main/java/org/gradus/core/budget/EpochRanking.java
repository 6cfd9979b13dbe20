package org.gradus.core.budget;

import com.google.common.base.Suppliers;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;

/**
 * Trials in the order of their scores at one epoch, the better first, equal ones in the order of their numbers. One that
 * diverged or failed has no rank, wherever it stood when it did. Immutable.
 */
public final class EpochRanking {
    private final Objective objective;
    private final List<Trial> trials;
    private final int epoch;
    /** The scores at that epoch, rising. */
    private final double[] scores;

    private final int size;
    private final Supplier<Map<TrialId, Integer>> tied = Suppliers.memoize(this::ranks);

    private EpochRanking(Objective objective, List<Trial> trials, int epoch, double[] scores, int size) {
        this.objective = objective;
        this.trials = trials;
        this.epoch = epoch;
        this.scores = scores;
        this.size = size;
    }

    public static EpochRanking of(Objective objective, List<Trial> trials, int epoch) {
        double[] scores = trials.stream()
                .flatMapToDouble(t -> score(objective, t, epoch).stream())
                .sorted()
                .toArray();
        long lost = trials.stream()
                .filter(t -> t.ended(OutcomeKind.DIVERGED) && t.untilEpoch() >= epoch)
                .count();
        return new EpochRanking(objective, trials, epoch, scores, scores.length + Math.toIntExact(lost));
    }

    private static OptionalDouble score(Objective objective, Trial trial, int epoch) {
        return trial.epochsTrained() < epoch || trial.ended(OutcomeKind.DIVERGED) || trial.ended(OutcomeKind.FAILED)
                ? OptionalDouble.empty()
                : trial.scoreAt(objective, epoch).stream()
                        .mapToDouble(s -> s.value() + 0.0) // 0 and −0 are equal scores.
                        .findFirst();
    }

    /** The rank of one of the trials, from 1; 0 where it has none. */
    private int rank(Trial trial) {
        OptionalDouble score = score(objective, trial, epoch);
        if (score.isEmpty()) {
            return 0;
        }
        int rank = 1 + firstNotBelow(score.getAsDouble());
        boolean alone = rank == scores.length || scores[rank] > score.getAsDouble();
        return alone ? rank : tied.get().getOrDefault(trial.id(), 0);
    }

    /** The ranks of the trials, found once and only where scores are equal. */
    private Map<TrialId, Integer> ranks() {
        Map<Double, Integer> equal = new HashMap<>();
        Map<TrialId, Integer> ranks = new HashMap<>();
        trials.stream()
                .sorted(Comparator.comparing(Trial::id))
                .forEach(trial -> score(objective, trial, epoch)
                        .ifPresent(score ->
                                ranks.put(trial.id(), firstNotBelow(score) + equal.merge(score, 1, Integer::sum))));
        return ranks;
    }

    private int firstNotBelow(double score) {
        int low = 0;
        int high = scores.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (scores[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * How many trials came this far, or diverged on their way here or beyond. Those that failed are not counted, for
     * that says nothing about their configurations.
     */
    public int size() {
        return size;
    }

    /** Whether a trial has one of the best n ranks. */
    public boolean isAmong(int best, Trial trial) {
        int rank = rank(trial);
        return rank > 0 && rank <= best;
    }

    /** Where a trial stands, in words: {@code rank 14 of 27 at epoch 3, the best 9 go on}. */
    public String words(Trial trial, int best) {
        int rank = rank(trial);
        String place = rank == 0 ? "no score" : "rank " + rank + " of " + size;
        String rule =
                best == 0 ? "too few for one to go on" : best == 1 ? "the best goes on" : "the best " + best + " go on";
        return place + " at epoch " + epoch + ", " + rule;
    }
}
