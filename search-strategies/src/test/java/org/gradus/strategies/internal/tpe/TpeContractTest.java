package org.gradus.strategies.internal.tpe;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.StrategyContract;

class TpeContractTest implements StrategyContract {
    @Override
    public Strategy newStrategy() {
        return new TpeStrategy();
    }
}
