package org.gradus.strategies;

import org.gradus.core.engine.AutoPlan;
import org.gradus.core.strategy.Strategy;
import org.gradus.strategies.internal.auto.DefaultAutoPlan;
import org.gradus.strategies.internal.bayesian.BayesianStrategy;
import org.gradus.strategies.internal.cmaes.CmaEsStrategy;
import org.gradus.strategies.internal.grid.GridStrategy;
import org.gradus.strategies.internal.quasirandom.QuasiRandomStrategy;
import org.gradus.strategies.internal.random.RandomStrategy;
import org.gradus.strategies.internal.rangetest.RangeTestStrategy;
import org.gradus.strategies.internal.tpe.TpeStrategy;
import org.gradus.strategies.internal.zoom.ZoomStrategy;

/** The strategies of this library. */
public final class Strategies {
    private Strategies() {}

    /** Chooses strategy and budget policy together, by space, budget and trainer. */
    public static AutoPlan auto() {
        return new DefaultAutoPlan();
    }

    /** A regular grid as fine as the budget pays for, coarse to fine. */
    public static Strategy grid() {
        return new GridStrategy();
    }

    /**
     * A regular grid, coarse to fine.
     *
     * @param pointsPerParameter points of each numeric parameter, at least 1
     */
    public static Strategy grid(int pointsPerParameter) {
        return new GridStrategy(pointsPerParameter);
    }

    /** Every configuration drawn independently. */
    public static Strategy random() {
        return new RandomStrategy();
    }

    /** Configurations spread evenly by a scrambled Sobol sequence. */
    public static Strategy quasiRandom() {
        return new QuasiRandomStrategy();
    }

    /** Bayesian optimization with a Gaussian process and a model of divergence. */
    public static Strategy bayesian() {
        return new BayesianStrategy();
    }

    /** A learning-rate range test, then trainings where it looks promising. */
    public static Strategy rangeTest() {
        return new RangeTestStrategy();
    }

    /** A learning-rate range test, then Bayesian optimization with a prior from it that fades. */
    public static Strategy bayesianAfterSweeps() {
        return RangeTestStrategy.bayesian();
    }

    /** Tries what is likelier among the good trials than among the others: a tree-structured Parzen estimator. */
    public static Strategy tpe() {
        return new TpeStrategy();
    }

    /** Draws generations of trials from a normal distribution that follows the good ones; numbers only. */
    public static Strategy cmaEs() {
        return new CmaEsStrategy();
    }

    /** One rate, spread evenly first and then closer to the best. */
    public static Strategy zoom() {
        return new ZoomStrategy();
    }
}
