package org.gradus.core.budget;

import com.google.common.collect.ImmutableMap;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;

/**
 * Trials in the order of their scores at one epoch, the better first, equal ones in the order of their numbers. One that
 * diverged or failed has no rank, wherever it stood when it did. Immutable.
 */
public final class Standings {
    private final int epoch;
    private final Map<TrialId, Integer> ranks;
    private final int size;

    private record Scored(TrialId trial, Score score) {}

    private Standings(int epoch, Map<TrialId, Integer> ranks, int size) {
        this.epoch = epoch;
        this.ranks = ranks;
        this.size = size;
    }

    /** The standings of these trials at an epoch. */
    public static Standings of(Objective objective, List<Trial> trials, int epoch) {
        List<Scored> order = trials.stream()
                .filter(t -> !t.ended(OutcomeKind.DIVERGED) && !t.ended(OutcomeKind.FAILED))
                .flatMap(t -> t.scoreAt(objective, epoch).map(s -> new Scored(t.id(), s)).stream())
                .sorted(Comparator.<Scored>comparingDouble(s -> s.score().value())
                        .thenComparing(Scored::trial))
                .toList();
        ImmutableMap.Builder<TrialId, Integer> ranks = ImmutableMap.builder();
        for (int i = 0; i < order.size(); i++) {
            ranks.put(order.get(i).trial(), i + 1);
        }
        long lost = trials.stream()
                .filter(t -> t.ended(OutcomeKind.DIVERGED) && t.untilEpoch() >= epoch)
                .count();
        return new Standings(epoch, ranks.buildOrThrow(), order.size() + Math.toIntExact(lost));
    }

    /**
     * How many trials came this far, or diverged on their way here or beyond. Those that failed are not counted, for
     * that says nothing about their configurations.
     */
    public int size() {
        return size;
    }

    /** Whether a trial has a rank among the best so many. */
    public boolean isAmong(int best, Trial trial) {
        Integer rank = ranks.get(trial.id());
        return rank != null && rank <= best;
    }

    /** Where a trial stands, in words: {@code rank 14 of 27 at epoch 3, the best 9 go on}. */
    public String words(Trial trial, int best) {
        Integer rank = ranks.get(trial.id());
        String standing = rank == null ? "no score" : "rank " + rank + " of " + size;
        String rule =
                best == 0 ? "too few for one to go on" : best == 1 ? "the best goes on" : "the best " + best + " go on";
        return standing + " at epoch " + epoch + ", " + rule;
    }
}
