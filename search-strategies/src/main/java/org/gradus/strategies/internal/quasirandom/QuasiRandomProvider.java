package org.gradus.strategies.internal.quasirandom;

import org.gradus.core.strategy.Strategy;
import org.gradus.core.strategy.StrategyProvider;

/** Makes {@link QuasiRandomStrategy} known by name. */
public final class QuasiRandomProvider implements StrategyProvider {
    @Override
    public String name() {
        return QuasiRandomStrategy.NAME;
    }

    @Override
    public String description() {
        return "Spreads configurations evenly by a scrambled Sobol sequence.";
    }

    @Override
    public Strategy create() {
        return new QuasiRandomStrategy();
    }
}
