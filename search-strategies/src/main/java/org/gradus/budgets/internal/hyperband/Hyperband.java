package org.gradus.budgets.internal.hyperband;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.util.List;
import java.util.Set;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.Rungs;
import org.gradus.core.space.Configuration;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Trial;

/**
 * Hyperband (Li et al. 2018, Hyperband: A Novel Bandit-Based Approach to Hyperparameter Optimization, JMLR 18(185),
 * algorithm 1) over any strategy: successive halving in brackets, the first of many trials compared early, the last of a
 * few trained to the end, so that neither haste nor patience is bet on alone.
 *
 * <p>A trial belongs to a bracket by its number: the first trials fill the first bracket, the next the second, and after
 * the last bracket comes the first again, as long as the budget lasts. A bracket that the budget cuts short is decided
 * with the trials it has.
 *
 * <p>Deviations. The first rung lies at a tenth of the epochs, because the leaders of shorter runs are often rates that
 * are too high. Rungs are whole epochs and at least one trial goes on from each. Trials that do not go on are held until
 * their bracket is done: where one of the best diverges or fails later, its place goes to the next. Stateless.
 */
public final class Hyperband implements BudgetPolicy {
    /** The name of this policy. */
    public static final String NAME = "hyperband";

    private static final double FIRST_SHARE = 0.1;
    private static final int FACTOR = 3;

    private final double firstShare;
    private final int factor;

    /** The first rung after a tenth of the epochs, a factor of 3. */
    public Hyperband() {
        this(FIRST_SHARE, FACTOR);
    }

    /**
     * A policy of other rungs.
     *
     * @param firstShare the share of the epochs before the first rung, in (0, 1], rounded up to whole epochs
     * @param factor η: from one rung to the next, and one trial of so many goes on; at least 2
     */
    public Hyperband(double firstShare, int factor) {
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

    /** The brackets of one round for that study, in the order in which trials fill them. */
    private List<Bracket> round(StudyView study) {
        return Bracket.round(Rungs.of(firstShare, factor, study.budget()), factor);
    }

    @Override
    public int firstMilestone(StudyView study, Configuration configuration) {
        List<Bracket> round = round(study);
        int left = study.searchedCount();
        int number = 0;
        while (left >= round.get(number).trials()) {
            left -= round.get(number).trials();
            number = (number + 1) % round.size();
        }
        return round.get(number).rungs().first();
    }

    @Override
    public List<Decision> decide(StudyView study) {
        List<Bracket> round = round(study);
        List<Trial> searched = study.searched();
        ImmutableList.Builder<Decision> decisions = ImmutableList.builder();
        int number = 0;
        for (int from = 0; from < searched.size(); number++) {
            Bracket bracket = round.get(number % round.size());
            int to = from + Math.min(searched.size() - from, bracket.trials());
            List<Trial> group = searched.subList(from, to);
            if (!group.stream().allMatch(Trial::ended)) {
                decisions.addAll(new Halving(study, bracket, group, factor).decide());
            }
            from = to;
        }
        return decisions.build();
    }
}
