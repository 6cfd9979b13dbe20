package org.gradus.budgets.internal.asha;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.Rungs;
import org.gradus.core.budget.Standings;
import org.gradus.core.space.Configuration;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
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

    private static final double FIRST_SHARE = 0.1;
    private static final int FACTOR = 3;

    private final double firstShare;
    private final int factor;

    /** The first rung after a tenth of the epochs, a factor of 3. */
    public Asha() {
        this(FIRST_SHARE, FACTOR);
    }

    /**
     * A policy of other rungs.
     *
     * @param firstShare the share of the epochs before the first rung, in (0, 1], rounded up to whole epochs
     * @param factor η: from one rung to the next, and one trial of so many goes on; at least 2
     */
    public Asha(double firstShare, int factor) {
        Rungs.of(Rungs.share(firstShare, 1), factor, 1);
        this.firstShare = firstShare;
        this.factor = factor;
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
        return rungs(study).first();
    }

    private Rungs rungs(StudyView study) {
        return Rungs.of(firstShare, factor, study.budget());
    }

    @Override
    public List<Decision> decide(StudyView study) {
        List<Integer> downwards = open(study)
                .filter(Asha::isOpen)
                .map(Trial::epochsTrained)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        ImmutableList.Builder<Decision> decisions = ImmutableList.builder();
        for (int epoch : downwards) {
            decisions.addAll(decide(study, epoch, 0));
        }
        List<Decision> decided = decisions.build();
        boolean running = open(study).anyMatch(t -> t.state() == TrialState.RUNNING);
        return running || !study.isClosed() || decided.stream().anyMatch(Asha::goesOn)
                ? decided
                : finish(study, ImmutableList.copyOf(downwards).reverse());
    }

    /** The candidates that have not ended. */
    private static Stream<Trial> open(StudyView study) {
        return study.open().stream().filter(t -> t.purpose() == TrialPurpose.SEARCH);
    }

    private static boolean isOpen(Trial trial) {
        return trial.state() == TrialState.WAITING || trial.state() == TrialState.HELD;
    }

    private static List<Trial> openAt(StudyView study, int epoch) {
        return open(study).filter(t -> isOpen(t) && t.epochsTrained() == epoch).toList();
    }

    private static boolean goesOn(Decision decision) {
        return decision.verdict() == Verdict.CONTINUE;
    }

    /** Who goes on from an epoch, at least so many, the best first, and which of those that have just come are held. */
    private List<Decision> decide(StudyView study, int epoch, int least) {
        Standings standings = Standings.of(study.objective(), study.searched(), epoch);
        int best = Math.max(least, standings.size() / factor);
        int next = rungs(study).after(epoch).orElseThrow();
        ImmutableList.Builder<Decision> promoted = ImmutableList.builder();
        ImmutableList.Builder<Decision> held = ImmutableList.builder();
        for (Trial trial : openAt(study, epoch)) {
            if (standings.isAmong(best, trial)) {
                promoted.add(Decision.continueUntil(trial.id(), next, standings.words(trial, best)));
            } else if (trial.state() == TrialState.WAITING) {
                held.add(Decision.hold(trial, standings.words(trial, best)));
            }
        }
        return promoted.addAll(held.build()).build();
    }

    /** Nothing more will come: the best of the lowest rung that has sent nobody on goes on, or all that is held ends. */
    private List<Decision> finish(StudyView study, List<Integer> upwards) {
        for (int epoch : upwards) {
            List<Decision> decided = decide(study, epoch, 1);
            if (decided.stream().anyMatch(Asha::goesOn)) {
                return decided;
            }
        }
        ImmutableList.Builder<Decision> stopped = ImmutableList.builder();
        for (int epoch : upwards) {
            Standings standings = Standings.of(study.objective(), study.searched(), epoch);
            int best = Math.max(1, standings.size() / factor);
            openAt(study, epoch).forEach(t -> stopped.add(Decision.stop(t, standings.words(t, best))));
        }
        return stopped.build();
    }
}
