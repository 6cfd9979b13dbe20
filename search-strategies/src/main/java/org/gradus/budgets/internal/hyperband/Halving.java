package org.gradus.budgets.internal.hyperband;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.budgets.internal.OpenTrials;
import org.gradus.core.budget.EpochRanking;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialState;

/** Successive halving among the trials of one bracket, as far as it has come. */
final class Halving {
    private final StudyView study;
    private final Bracket bracket;
    private final List<Trial> group;
    private final int factor;

    /** Why the trials that do not go on do not. */
    private final Map<TrialId, String> reasons = new HashMap<>();

    /**
     * Successive halving.
     *
     * @param group the trials of the bracket that were proposed so far, at most as many as it has
     */
    Halving(StudyView study, Bracket bracket, List<Trial> group, int factor) {
        this.study = study;
        this.bracket = bracket;
        this.group = group;
        this.factor = factor;
    }

    List<Decision> decide() {
        boolean complete = group.size() == bracket.trials() || study.isClosed();
        List<Integer> epochs = bracket.rungs().epochs();
        List<Trial> contenders = group;
        for (int rung = 0; rung + 1 < epochs.size(); rung++) {
            int epoch = epochs.get(rung);
            long underway =
                    contenders.stream().filter(t -> isUnderway(t, epoch)).count();
            if (!complete || underway > 0) {
                return hold("at epoch " + epoch + " the trials of a bracket are compared; "
                        + (contenders.size() - underway) + " have come so far");
            }
            int best = Bracket.goOn(group.size(), factor, rung);
            EpochRanking ranking = EpochRanking.of(study.objective(), contenders, epoch);
            contenders.forEach(t -> reasons.put(t.id(), ranking.words(t, best)));
            contenders =
                    contenders.stream().filter(t -> ranking.isAmong(best, t)).toList();
            List<Decision> promoted = promote(contenders, epochs.get(rung + 1));
            if (!promoted.isEmpty()) {
                return promoted;
            }
        }
        return contenders.stream().allMatch(Trial::ended) ? stop() : List.of();
    }

    private static boolean isUnderway(Trial trial, int epoch) {
        return trial.state() == TrialState.RUNNING && trial.epochsTrained() < epoch;
    }

    private String reason(Trial trial, String otherwise) {
        return reasons.getOrDefault(trial.id(), otherwise);
    }

    /** Those that have not been sent on yet go on; where there are such, the rest that has just come is held. */
    private List<Decision> promote(List<Trial> best, int next) {
        List<Decision> promoted = best.stream()
                .filter(t -> OpenTrials.awaitsDecision(t) && t.epochsTrained() < next)
                .map(t -> Decision.continueUntil(t.id(), next, reason(t, "among the best")))
                .toList();
        if (promoted.isEmpty()) {
            return promoted;
        }
        List<Decision> held = group.stream()
                .filter(t -> t.state() == TrialState.WAITING && !best.contains(t))
                .map(t -> Decision.hold(t, reason(t, "not among the best")))
                .toList();
        return ImmutableList.<Decision>builder().addAll(promoted).addAll(held).build();
    }

    private List<Decision> hold(String otherwise) {
        return group.stream()
                .filter(t -> t.state() == TrialState.WAITING)
                .map(t -> Decision.hold(t, reason(t, otherwise)))
                .toList();
    }

    private List<Decision> stop() {
        return group.stream()
                .filter(OpenTrials::awaitsDecision)
                .map(t -> Decision.stop(t, reason(t, "its bracket is done")))
                .toList();
    }
}
