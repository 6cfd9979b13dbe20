package org.gradus.strategies.auto;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.strategy.StrategyProvider;

/** Makes {@link AutoStrategy} known by name. */
public final class AutoProvider implements StrategyProvider {
    @Override
    public String name() {
        return AutoStrategy.NAME;
    }

    @Override
    public String description() {
        return "Chooses by the size of space and budget.";
    }

    @Override
    public Strategy create() {
        return new AutoStrategy();
    }
}
