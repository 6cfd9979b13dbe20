package org.gradus.budgets.internal.keepbest;

import com.google.common.collect.Lists;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.Rungs;
import org.gradus.core.space.Configuration;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialState;

/**
 * Trains all trials for a share of the epochs, puts them aside, and then trains the best of them to the end. So plain,
 * it about matches Hyperband and the extrapolation of learning curves (Egele et al. 2023, arXiv 2307.15422; Bohdal et al.
 * 2024, arXiv 2404.04111).
 *
 * <p>Where the budget counts trials, all of them are compared with each other. Where it counts epochs alone, trials are
 * compared in groups of nine, in the order in which they were proposed, so that the first results come early. A trial is
 * ranked by its score at the common epoch; one that diverged or failed is never among those that go on. Stateless.
 */
public final class KeepBest implements BudgetPolicy {
    /** The name of this policy. */
    public static final String NAME = "keep-best";

    private static final double FIRST_SHARE = 0.2;
    private static final double KEPT_SHARE = 1 / 3.0;
    private static final int GROUP = 9;

    private final double firstShare;
    private final double keptShare;

    /** A fifth of the epochs for all, the rest for the best third. */
    public KeepBest() {
        this(FIRST_SHARE, KEPT_SHARE);
    }

    /**
     * A policy of other shares.
     *
     * @param firstShare the share of the epochs that every trial is trained for, in (0, 1], rounded up to whole epochs
     * @param keptShare the share of the trials that goes on, in (0, 1], rounded up to whole trials
     */
    public KeepBest(double firstShare, double keptShare) {
        this.firstShare = requireShare("the share of epochs for all", firstShare);
        this.keptShare = requireShare("the share of trials that go on", keptShare);
    }

    private static double requireShare(String what, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(what + " must be in (0, 1], but was " + share);
        }
        return share;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> needs() {
        return Sets.immutableEnumSet(Capability.HOLD);
    }

    @Override
    public int firstMilestone(StudyView study, Configuration configuration) {
        return milestone(study);
    }

    private int milestone(StudyView study) {
        return Rungs.share(firstShare, study.maxEpochs());
    }

    @Override
    public List<Decision> decide(StudyView study) {
        List<Trial> searched = study.searched();
        int size = study.budget().trials().orElse(GROUP);
        List<Decision> decisions = new ArrayList<>();
        for (List<Trial> group : Lists.partition(searched, Math.max(1, size))) {
            boolean all = group.size() == size || study.isClosed();
            if (group.stream().anyMatch(KeepBest::isOpen)) {
                decisions.addAll(decide(study, group, all));
            }
        }
        return decisions;
    }

    private static boolean isOpen(Trial trial) {
        return trial.state() == TrialState.WAITING || trial.state() == TrialState.HELD;
    }

    private List<Decision> decide(StudyView study, List<Trial> group, boolean all) {
        int milestone = milestone(study);
        long underway = group.stream()
                .filter(t -> t.state() == TrialState.RUNNING && t.epochsTrained() < milestone)
                .count();
        if (all && underway == 0) {
            return select(study, group, milestone);
        }
        List<Decision> decisions = new ArrayList<>();
        for (Trial trial : group) {
            if (trial.state() == TrialState.WAITING) {
                decisions.add(Decision.hold(
                        trial,
                        "at epoch " + milestone + " all are compared; " + (group.size() - underway)
                                + " trials have come so far"));
            }
        }
        return decisions;
    }

    private List<Decision> select(StudyView study, List<Trial> group, int milestone) {
        List<Trial> ranked = group.stream()
                .filter(t -> score(study, t, milestone).isPresent())
                .sorted(Comparator.<Trial>comparingDouble(
                                t -> score(study, t, milestone).orElseThrow().value())
                        .thenComparing(Trial::id))
                .toList();
        Map<TrialId, Integer> ranks = new HashMap<>();
        ranked.forEach(trial -> ranks.put(trial.id(), ranks.size() + 1));
        int kept = Rungs.share(keptShare, group.size());
        List<Decision> decisions = new ArrayList<>();
        for (Trial trial : group) {
            if (!isOpen(trial)) {
                continue;
            }
            int rank = ranks.getOrDefault(trial.id(), 0);
            String reason = rank == 0
                    ? "no score at epoch " + milestone + ", the best " + kept + " of " + group.size() + " go on"
                    : "rank " + rank + " of " + group.size() + " at epoch " + milestone + ", the best " + kept
                            + " go on";
            boolean goesOn = rank >= 1 && rank <= kept;
            decisions.add(
                    goesOn
                            ? Decision.continueUntil(trial.id(), study.maxEpochs(), reason)
                            : Decision.stop(trial, reason));
        }
        return decisions;
    }

    /** The score at the common epoch of a trial that was not lost. */
    private static Optional<Score> score(StudyView study, Trial trial, int milestone) {
        return trial.scoreAt(study.objective(), milestone);
    }
}
