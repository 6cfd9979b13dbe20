package org.gradus.core.engine;

import java.util.Set;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.trial.Capability;

/**
 * What a search will do.
 *
 * @param strategy proposes configurations
 * @param policy decides how long they train
 * @param reason why these two, in words
 */
public record SearchPlan(Strategy strategy, BudgetPolicy policy, String reason) {
    /**
     * Refuses a trainer that cannot do what strategy or policy need.
     *
     * @throws IllegalStateException naming who needs what
     */
    public void check(TrainerDescriptor trainer) {
        require("strategy '" + strategy.name() + "'", strategy.needs(), trainer);
        require("policy '" + policy.name() + "'", policy.needs(), trainer);
    }

    private static void require(String who, Set<Capability> needs, TrainerDescriptor trainer) {
        for (Capability need : needs) {
            if (!trainer.can(need)) {
                throw new IllegalStateException(who + " needs trials that can " + need.words()
                        + ", but those of trainer '" + trainer.name() + "' cannot");
            }
        }
    }
}
