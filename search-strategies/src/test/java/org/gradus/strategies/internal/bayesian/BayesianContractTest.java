package org.gradus.strategies.internal.bayesian;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.StrategyContract;

class BayesianContractTest implements StrategyContract {
    @Override
    public Strategy newStrategy() {
        return new BayesianStrategy();
    }
}
