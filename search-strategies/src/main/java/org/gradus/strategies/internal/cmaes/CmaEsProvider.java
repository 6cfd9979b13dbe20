package org.gradus.strategies.internal.cmaes;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.strategy.StrategyProvider;

/** Makes {@link CmaEsStrategy} known by name. */
public final class CmaEsProvider implements StrategyProvider {
    @Override
    public String name() {
        return CmaEsStrategy.NAME;
    }

    @Override
    public String description() {
        return "Draws generations of trials from a normal distribution that follows the good ones; numbers only.";
    }

    @Override
    public Strategy create() {
        return new CmaEsStrategy();
    }
}
