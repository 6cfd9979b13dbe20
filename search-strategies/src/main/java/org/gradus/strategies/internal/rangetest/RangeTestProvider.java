package org.gradus.strategies.internal.rangetest;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.strategy.StrategyProvider;

/** Makes {@link RangeTestStrategy} known by name. */
public final class RangeTestProvider implements StrategyProvider {
    @Override
    public String name() {
        return RangeTestStrategy.NAME;
    }

    @Override
    public String description() {
        return "Sweeps the rate through its range first, then trains where the sweeps look promising.";
    }

    @Override
    public Strategy create() {
        return new RangeTestStrategy();
    }
}
