package org.gradus.strategies.internal.rangetest;

import java.util.List;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.StrategyContract;

class RangeTestContractTest implements StrategyContract {
    @Override
    public Strategy newStrategy() {
        return new RangeTestStrategy();
    }

    @Override
    public List<SearchSpace> refusedSpaces() {
        return StrategyContract.spaces().subList(4, 8); // more than a learning rate, or none
    }
}
