package org.gradus.strategies.internal.zoom;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.strategy.StrategyProvider;

/** Makes {@link ZoomStrategy} known by name. */
public final class ZoomProvider implements StrategyProvider {
    @Override
    public String name() {
        return ZoomStrategy.NAME;
    }

    @Override
    public String description() {
        return "Spreads rates evenly, then comes closer to the best.";
    }

    @Override
    public Strategy create() {
        return new ZoomStrategy();
    }
}
