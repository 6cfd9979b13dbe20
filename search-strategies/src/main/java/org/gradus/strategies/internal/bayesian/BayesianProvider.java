package org.gradus.strategies.internal.bayesian;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.strategy.StrategyProvider;

/** Makes {@link BayesianStrategy} known by name. */
public final class BayesianProvider implements StrategyProvider {
    @Override
    public String name() {
        return BayesianStrategy.NAME;
    }

    @Override
    public String description() {
        return "Learns from all trials where the next one pays most, and where training diverges.";
    }

    @Override
    public Strategy create() {
        return new BayesianStrategy();
    }
}
