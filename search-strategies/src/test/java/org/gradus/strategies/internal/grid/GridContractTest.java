package org.gradus.strategies.internal.grid;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.StrategyContract;

class GridContractTest implements StrategyContract {
    @Override
    public Strategy newStrategy() {
        return new GridStrategy();
    }
}
