package org.gradus.strategies.internal.rangetest;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.StrategyContract;

class RangeTestContractTest implements StrategyContract {
    @Override
    public Strategy newStrategy() {
        return new RangeTestStrategy();
    }
}
