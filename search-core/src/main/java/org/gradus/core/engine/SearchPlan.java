package org.gradus.core.engine;

import java.util.Set;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyRecord;
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
     * Refuses what cannot work: a trainer that cannot do what strategy or policy need, or a space or budget that they cannot
     * work on.
     *
     * @throws IllegalStateException naming what does not fit
     */
    public void check(PlanRequest request) {
        require("strategy '" + strategy.name() + "'", strategy.needs(), request.trainer());
        require("policy '" + policy.name() + "'", policy.needs(), request.trainer());
        strategy.check(request.space(), request.budget());
        policy.check(request.space(), request.budget());
    }

    private static void require(String who, Set<Capability> needs, TrainerDescriptor trainer) {
        for (Capability need : needs) {
            if (!trainer.can(need)) {
                throw new IllegalStateException(who + " needs trials that can " + need.words()
                        + ", but those of trainer '" + trainer.name() + "' cannot");
            }
        }
    }

    /** The settings of a study that follows this plan; all others have their defaults. */
    public StudyRecord.Builder settings() {
        return addTo(StudyRecord.Settings.builder());
    }

    StudyRecord.Builder addTo(StudyRecord.Builder settings) {
        return settings.plan(strategy.name(), policy.name(), reason);
    }
}
