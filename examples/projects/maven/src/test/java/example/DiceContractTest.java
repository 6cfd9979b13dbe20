package example;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.StrategyContract;

class DiceContractTest implements StrategyContract {
    @Override
    public Strategy newStrategy() {
        return new DiceStrategy();
    }
}
