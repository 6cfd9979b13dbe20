package org.gradus.strategies.internal.zoom;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.StrategyContract;

class ZoomContractTest implements StrategyContract {
    @Override
    public Strategy newStrategy() {
        return new ZoomStrategy();
    }
}
