package org.gradus.core.engine;

import java.util.Optional;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.trial.Objective;

/** Settles what a search will do, and refuses what cannot work. */
final class Plans {
    private Plans() {}

    /**
     * The plan of a search.
     *
     * @param auto completes the choice; where there is none, a strategy alone trains every trial to the last epoch
     */
    static SearchPlan choose(
            UserChoice choice,
            Optional<AutoPlan> auto,
            SearchSpace space,
            StudyBudget budget,
            TrainerDescriptor trainer) {
        if (auto.isPresent()) {
            return auto.get().of(space, budget, trainer, choice);
        }
        if (choice.strategy().isPresent() && choice.policy().isEmpty()) {
            return new SearchPlan(choice.strategy().get(), new FullBudget(), "chosen by the user");
        }
        return AutoPlan.completing(choice).of(space, budget, trainer);
    }

    static void check(
            SearchPlan plan, TrainerDescriptor trainer, Objective objective, SearchSpace space, StudyBudget budget) {
        plan.check(trainer);
        plan.strategy().check(space, budget);
        plan.policy().check(space, budget);
        String metric = objective.metric();
        if (!metric.equals("loss") && !trainer.metrics().contains(metric)) {
            throw new IllegalStateException("the objective needs the metric '" + metric + "', but trainer '"
                    + trainer.name() + "' measures only the loss and " + trainer.metrics()
                    + "\nMaybe use Objective.minimize(\"validationLoss\").");
        }
        space.find(ScheduleFamily.PARAMETER).ifPresent(parameter -> {
            if (!(parameter.domain() instanceof CategoricalDomain choice)) {
                throw new IllegalStateException("'" + ScheduleFamily.PARAMETER + "' must be a choice among "
                        + ScheduleFamily.all().keySet() + ", but is "
                        + parameter.domain().describe());
            }
            choice.values().forEach(ScheduleFamily::named);
        });
    }
}
