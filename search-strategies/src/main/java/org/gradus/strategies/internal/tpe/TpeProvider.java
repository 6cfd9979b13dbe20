package org.gradus.strategies.internal.tpe;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.strategy.StrategyProvider;

/** Makes {@link TpeStrategy} known by name. */
public final class TpeProvider implements StrategyProvider {
    @Override
    public String name() {
        return TpeStrategy.NAME;
    }

    @Override
    public String description() {
        return "Tries what is likelier among the good trials than among the others (tree-structured Parzen estimator).";
    }

    @Override
    public Strategy create() {
        return new TpeStrategy();
    }
}
