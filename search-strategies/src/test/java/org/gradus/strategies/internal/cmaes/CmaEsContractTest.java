package org.gradus.strategies.internal.cmaes;

import java.util.List;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.StrategyContract;

class CmaEsContractTest implements StrategyContract {
    @Override
    public Strategy newStrategy() {
        return new CmaEsStrategy();
    }

    @Override
    public List<SearchSpace> refusedSpaces() {
        return StrategyContract.spaces().subList(5, 8); // with categories
    }
}
