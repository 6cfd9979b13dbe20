package org.gradus.core.engine;

import java.util.Optional;
import java.util.ServiceLoader;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.ranking.Ranking;
import org.gradus.core.ranking.ScoreRanking;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.StudyBudget;

/** Settles what a search will do, and refuses what cannot work. */
final class Plans {
    private Plans() {}

    /** What the user asked for. */
    record Wishes(Optional<Strategy> strategy, Optional<BudgetPolicy> policy, Optional<AutoPlan> auto) {}

    static SearchPlan choose(Wishes wishes, SearchSpace space, StudyBudget budget, TrainerDescriptor trainer) {
        if (wishes.strategy().isPresent()) {
            return new SearchPlan(
                    wishes.strategy().get(), wishes.policy().orElseGet(FullBudget::new), "chosen by the user");
        }
        AutoPlan auto = wishes.auto()
                .or(() -> ServiceLoader.load(AutoPlan.class).findFirst())
                .orElseThrow(() -> new IllegalStateException("the search has no strategy\nMaybe strategy(...) was not"
                        + " called, or search-strategies is not on the class path."));
        SearchPlan plan = auto.of(space, budget, trainer);
        return wishes.policy()
                .map(policy -> new SearchPlan(
                        plan.strategy(), policy, plan.reason() + "; the budget policy was chosen by the user"))
                .orElse(plan);
    }

    static void check(SearchPlan plan, TrainerDescriptor trainer, Objective objective, SearchSpace space) {
        plan.check(trainer);
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

    /** The ranking on the class path, or else the plain one. */
    static Ranking defaultRanking() {
        return ServiceLoader.load(Ranking.class).findFirst().orElseGet(ScoreRanking::new);
    }
}
