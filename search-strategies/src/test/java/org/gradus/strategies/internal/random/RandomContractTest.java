package org.gradus.strategies.internal.random;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.StrategyContract;

class RandomContractTest implements StrategyContract {
    @Override
    public Strategy newStrategy() {
        return new RandomStrategy();
    }
}
