package org.gradus.strategies.auto;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.StrategyContract;

class AutoContractTest implements StrategyContract {
    @Override
    public Strategy newStrategy() {
        return new AutoStrategy();
    }
}
