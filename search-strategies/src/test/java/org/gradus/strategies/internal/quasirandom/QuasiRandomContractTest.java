package org.gradus.strategies.internal.quasirandom;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.StrategyContract;

class QuasiRandomContractTest implements StrategyContract {
    @Override
    public Strategy newStrategy() {
        return new QuasiRandomStrategy();
    }
}
