package org.gradus.strategies.internal.cmaes;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.StrategyContract;

class CmaEsContractTest implements StrategyContract {
    @Override
    public Strategy newStrategy() {
        return new CmaEsStrategy();
    }
}
