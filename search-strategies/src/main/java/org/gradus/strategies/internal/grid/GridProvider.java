package org.gradus.strategies.internal.grid;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.strategy.StrategyProvider;

/** Makes {@link GridStrategy} known by name. */
public final class GridProvider implements StrategyProvider {
    @Override
    public String name() {
        return GridStrategy.NAME;
    }

    @Override
    public String description() {
        return "Tries a regular grid as fine as the budget pays for, coarse to fine.";
    }

    @Override
    public Strategy create() {
        return new GridStrategy();
    }
}
