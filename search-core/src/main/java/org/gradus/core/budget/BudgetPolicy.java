package org.gradus.core.budget;

import java.util.List;
import java.util.Set;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Decision;

/**
 * Decides how long each SEARCH trial may train, in epochs: a pure function of the view. Replicates, baselines and sweeps
 * always run to their end. A trial at its last epoch ends without being asked about. Thread-safe.
 */
public interface BudgetPolicy {
    /** The name on command lines and in reports, such as {@code keep-best}: lower-case words, joined by hyphens. */
    String name();

    /**
     * How far a new trial trains before it is decided about.
     *
     * @return epochs in [1, study.maxEpochs()]
     */
    int firstMilestone(StudyView study, Configuration configuration);

    /**
     * Decisions about trials that are WAITING at a milestone or HELD, in the order in which they should be carried out. A
     * waiting trial left out waits on. When the view is closed and nothing runs, every trial that is neither continued nor
     * stopped ends as stopped. Asked again once its decisions are carried out, it decides nothing more until something has
     * happened, for a resumed search asks again.
     */
    List<Decision> decide(StudyView study);

    /** What it needs a trainer to be able to do. */
    default Set<Capability> needs() {
        return Set.of();
    }

    /**
     * Refuses a space or budget on which it cannot work, before anything is trained.
     *
     * @throws IllegalStateException saying what is missing
     */
    default void check(SearchSpace space, StudyBudget budget) {}
}
