package org.gradus.strategies.internal.auto;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.gradus.budgets.internal.asha.Asha;
import org.gradus.budgets.internal.freezethaw.FreezeThaw;
import org.gradus.budgets.internal.hyperband.Hyperband;
import org.gradus.budgets.internal.keepbest.KeepBest;
import org.gradus.budgets.internal.median.MedianStop;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.engine.AutoPlan;
import org.gradus.core.engine.Catalogue;
import org.gradus.core.strategy.Strategy;
import org.gradus.strategies.internal.bayesian.BayesianStrategy;
import org.gradus.strategies.internal.cmaes.CmaEsStrategy;
import org.gradus.strategies.internal.grid.GridStrategy;
import org.gradus.strategies.internal.quasirandom.QuasiRandomStrategy;
import org.gradus.strategies.internal.random.RandomStrategy;
import org.gradus.strategies.internal.rangetest.RangeTestStrategy;
import org.gradus.strategies.internal.tpe.TpeStrategy;
import org.gradus.strategies.internal.zoom.ZoomStrategy;

/** The strategies and budget policies of this library by name, and its automatic plan. */
public final class LibraryCatalogue implements Catalogue {
    private static final ImmutableList<Entry<Strategy>> STRATEGIES = ImmutableList.of(
            new Entry<>(
                    GridStrategy.NAME,
                    "Tries a regular grid as fine as the budget pays for, coarse to fine.",
                    GridStrategy::new),
            new Entry<>(
                    RandomStrategy.NAME,
                    "Draws every configuration independently; the yardstick for all others.",
                    RandomStrategy::new),
            new Entry<>(
                    QuasiRandomStrategy.NAME,
                    "Spreads configurations evenly by a scrambled Sobol sequence.",
                    QuasiRandomStrategy::new),
            new Entry<>(
                    BayesianStrategy.NAME,
                    "Learns from all trials where the next one pays most, and where training diverges.",
                    BayesianStrategy::new),
            new Entry<>(
                    RangeTestStrategy.NAME,
                    "Sweeps the rate through its range first, then trains where the sweeps look promising.",
                    RangeTestStrategy::new),
            new Entry<>(
                    TpeStrategy.NAME,
                    "Tries what is likelier among the good trials than among the others (tree-structured Parzen estimator).",
                    TpeStrategy::new),
            new Entry<>(
                    CmaEsStrategy.NAME,
                    "Draws generations of trials from a normal distribution that follows the good ones; numbers only.",
                    CmaEsStrategy::new),
            new Entry<>(ZoomStrategy.NAME, "Spreads rates evenly, then comes closer to the best.", ZoomStrategy::new));

    private static final ImmutableList<Entry<BudgetPolicy>> POLICIES = ImmutableList.of(
            new Entry<>(FullBudget.NAME, "Trains every trial to the last epoch.", FullBudget::new),
            new Entry<>(
                    KeepBest.NAME,
                    "Trains all trials for a fifth of the epochs, then the best third to the end.",
                    KeepBest::new),
            new Entry<>(
                    Asha.NAME,
                    "Holds trials after a tenth of the epochs and promotes the best third of those that came as far.",
                    Asha::new),
            new Entry<>(
                    Hyperband.NAME,
                    "Compares trials in brackets, the first of many short trainings, the last of a few full ones.",
                    Hyperband::new),
            new Entry<>(
                    MedianStop.NAME,
                    "Stops a trial whose best score is behind the median of the others at the same epoch.",
                    MedianStop::new),
            new Entry<>(
                    FreezeThaw.NAME,
                    "Probes rates for a few epochs and continues the promising ones.",
                    FreezeThaw::new));

    @Override
    public List<Entry<Strategy>> strategies() {
        return STRATEGIES;
    }

    @Override
    public List<Entry<BudgetPolicy>> policies() {
        return POLICIES;
    }

    @Override
    public Optional<AutoPlan> automaticPlan() {
        return Optional.of(new DefaultAutoPlan());
    }
}
