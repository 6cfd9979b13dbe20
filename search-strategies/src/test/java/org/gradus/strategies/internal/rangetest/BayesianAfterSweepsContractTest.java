package org.gradus.strategies.internal.rangetest;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.StrategyContract;

class BayesianAfterSweepsContractTest implements StrategyContract {
    @Override
    public Strategy newStrategy() {
        return RangeTestStrategy.bayesian();
    }
}
