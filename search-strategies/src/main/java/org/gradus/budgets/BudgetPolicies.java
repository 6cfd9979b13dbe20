package org.gradus.budgets;

import org.gradus.budgets.internal.RungSpacing;
import org.gradus.budgets.internal.asha.Asha;
import org.gradus.budgets.internal.freezethaw.FreezeThaw;
import org.gradus.budgets.internal.hyperband.Hyperband;
import org.gradus.budgets.internal.keepbest.KeepBest;
import org.gradus.budgets.internal.median.MedianStop;
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

    /** Holds trials after a tenth of the epochs, and promotes the best third of those that came as far. */
    public static BudgetPolicy asha() {
        return new Asha();
    }

    /**
     * Promotes trials from rung to rung without waiting for a rung to fill.
     *
     * @param firstShare the share of the epochs before the first rung, in (0, 1], rounded up to whole epochs
     * @param factor the factor from one rung to the next; one trial in this number continues; at least 2
     */
    public static BudgetPolicy asha(double firstShare, int factor) {
        return new Asha(new RungSpacing(firstShare, factor));
    }

    /** Compares trials in brackets, the first of many short trainings, the last of a few full ones. */
    public static BudgetPolicy hyperband() {
        return new Hyperband();
    }

    /**
     * Compares trials in brackets of other rungs.
     *
     * @param firstShare the share of the epochs before the first rung, in (0, 1], rounded up to whole epochs
     * @param factor the factor from one rung to the next; one trial in this number continues; at least 2
     */
    public static BudgetPolicy hyperband(double firstShare, int factor) {
        return new Hyperband(new RungSpacing(firstShare, factor));
    }

    /** Stops a trial whose best score is behind the median of the others at the same epoch. */
    public static BudgetPolicy median() {
        return new MedianStop();
    }

    /**
     * Stops a trial that is behind the median of the others.
     *
     * @param grace the share of the epochs that every trial may train for, in (0, 1], rounded up to whole epochs
     * @param leastCurves how many other trials must have come as far as the one that is judged, at least 1
     */
    public static BudgetPolicy median(double grace, int leastCurves) {
        return new MedianStop(grace, leastCurves);
    }
}
