package org.gradus.strategies.internal.random;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.strategy.StrategyProvider;

/** Makes {@link RandomStrategy} known by name. */
public final class RandomProvider implements StrategyProvider {
    @Override
    public String name() {
        return RandomStrategy.NAME;
    }

    @Override
    public String description() {
        return "Draws every configuration independently; the yardstick for all others.";
    }

    @Override
    public Strategy create() {
        return new RandomStrategy();
    }
}
