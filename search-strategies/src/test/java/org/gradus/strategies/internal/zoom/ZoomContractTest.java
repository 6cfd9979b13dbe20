package org.gradus.strategies.internal.zoom;

import java.util.List;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.StrategyContract;

class ZoomContractTest implements StrategyContract {
    @Override
    public Strategy newStrategy() {
        return new ZoomStrategy();
    }

    @Override
    public List<SearchSpace> refusedSpaces() {
        return StrategyContract.spaces().subList(4, 8); // more than a learning rate, or none
    }
}
