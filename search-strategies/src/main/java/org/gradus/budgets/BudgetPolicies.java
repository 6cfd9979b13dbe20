package org.gradus.budgets;

import org.gradus.budgets.freezethaw.FreezeThaw;
import org.gradus.budgets.keepbest.KeepBest;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;

/** The budget policies of this library. */
public final class BudgetPolicies {
    private BudgetPolicies() {}

    /** Trains every trial to the last epoch. */
    public static BudgetPolicy full() {
        return new FullBudget();
    }

    /** Probes a rate for a few epochs and takes the promising ones up again. */
    public static BudgetPolicy freezeThaw() {
        return new FreezeThaw();
    }

    /** Trains all for a fifth of the epochs, then the best third to the end. */
    public static BudgetPolicy keepBest() {
        return new KeepBest();
    }

    /**
     * Trains all for some epochs, then the best to the end.
     *
     * @param firstShare the share of the epochs that every trial is trained for, in (0, 1], rounded up to whole epochs
     * @param keptShare the share of the trials that goes on, in (0, 1], rounded up to whole trials
     */
    public static BudgetPolicy keepBest(double firstShare, double keptShare) {
        return new KeepBest(firstShare, keptShare);
    }
}
