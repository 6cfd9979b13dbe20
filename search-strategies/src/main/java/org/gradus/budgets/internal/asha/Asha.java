package org.gradus.budgets.internal.asha;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.gradus.budgets.internal.OpenTrials;
import org.gradus.budgets.internal.RungSpacing;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.EpochRanking;
import org.gradus.core.space.Configuration;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialState;
import org.gradus.core.trial.Verdict;

/**
 * Asynchronous successive halving (Li et al. 2018, A System for Massively Parallel Hyperparameter Tuning, arXiv
 * 1810.05934, algorithm 2): a trial is promoted from a rung to the next once it is among the best ⌊n / η⌋ of the n that
 * have come to the rung; as long as none is, new trials start. Nothing waits for a rung to fill.
 *
 * <p>Deviations. The first rung lies at a tenth of the epochs, because the leaders of shorter runs are often rates that
 * are too high. A trial that diverged counts among the n of the rungs it was to reach, has no rank there, and its place
 * goes to the next; one that failed is left out. When the study is closed and nothing runs, at least one trial goes on
 * from every rung, and what is held then is stopped with its rank. Stateless.
 */
public final class Asha implements BudgetPolicy {
    /** The name of this policy. */
    public static final String NAME = "asha";

    private final RungSpacing spacing;

    /** A policy of the usual rungs. */
    public Asha() {
        this(RungSpacing.USUAL);
    }

    /** A policy of these rungs. */
    public Asha(RungSpacing spacing) {
        this.spacing = spacing;
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
        return spacing.rungs(study).first();
    }

    @Override
    public List<Decision> decide(StudyView study) {
        List<Integer> downwards = OpenTrials.of(study)
                .filter(OpenTrials::awaitsDecision)
                .map(Trial::epochsTrained)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        ImmutableList.Builder<Decision> decisions = ImmutableList.builder();
        for (int epoch : downwards) {
            decisions.addAll(decide(study, epoch, 0));
        }
        List<Decision> decided = decisions.build();
        boolean running = OpenTrials.of(study).anyMatch(t -> t.state() == TrialState.RUNNING);
        return running || !study.isClosed() || decided.stream().anyMatch(Asha::goesOn)
                ? decided
                : finish(study, ImmutableList.copyOf(downwards).reverse());
    }

    private static List<Trial> openAt(StudyView study, int epoch) {
        return OpenTrials.of(study)
                .filter(t -> OpenTrials.awaitsDecision(t) && t.epochsTrained() == epoch)
                .toList();
    }

    private static boolean goesOn(Decision decision) {
        return decision.verdict() == Verdict.CONTINUE;
    }

    /**
     * The trials that continue from an epoch, at least {@code least} and the best first, and those of the newly arrived that
     * are held.
     */
    private List<Decision> decide(StudyView study, int epoch, int least) {
        EpochRanking ranking = EpochRanking.of(study.objective(), study.searched(), epoch);
        int best = Math.max(least, ranking.size() / spacing.factor());
        int next = spacing.rungs(study).after(epoch).orElseThrow();
        ImmutableList.Builder<Decision> promoted = ImmutableList.builder();
        ImmutableList.Builder<Decision> held = ImmutableList.builder();
        for (Trial trial : openAt(study, epoch)) {
            if (ranking.isAmong(best, trial)) {
                promoted.add(Decision.continueUntil(trial.id(), next, ranking.words(trial, best)));
            } else if (trial.state() == TrialState.WAITING) {
                held.add(Decision.hold(trial, ranking.words(trial, best)));
            }
        }
        return promoted.addAll(held.build()).build();
    }

    /** Nothing more will come: the best of the lowest rung that has promoted none continues, or all held trials end. */
    private List<Decision> finish(StudyView study, List<Integer> upwards) {
        for (int epoch : upwards) {
            List<Decision> decided = decide(study, epoch, 1);
            if (decided.stream().anyMatch(Asha::goesOn)) {
                return decided;
            }
        }
        ImmutableList.Builder<Decision> stopped = ImmutableList.builder();
        for (int epoch : upwards) {
            EpochRanking ranking = EpochRanking.of(study.objective(), study.searched(), epoch);
            int best = Math.max(1, ranking.size() / spacing.factor());
            openAt(study, epoch).forEach(t -> stopped.add(Decision.stop(t, ranking.words(t, best))));
        }
        return stopped.build();
    }
}
