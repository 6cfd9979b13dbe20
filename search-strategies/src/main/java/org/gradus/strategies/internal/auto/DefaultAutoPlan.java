package org.gradus.strategies.internal.auto;

import java.util.List;
import java.util.Optional;
import org.gradus.budgets.internal.freezethaw.FreezeThaw;
import org.gradus.budgets.internal.keepbest.KeepBest;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.engine.AutoPlan;
import org.gradus.core.engine.PlanRequest;
import org.gradus.core.engine.SearchPlan;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Figures;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.trial.Capability;
import org.gradus.probes.internal.ProbePlan;
import org.gradus.strategies.internal.bayesian.BayesianStrategy;
import org.gradus.strategies.internal.grid.GridStrategy;
import org.gradus.strategies.internal.points.FiniteSpace;
import org.gradus.strategies.internal.quasirandom.QuasiRandomStrategy;
import org.gradus.strategies.internal.rangetest.RangeTestStrategy;
import org.gradus.strategies.internal.zoom.ZoomStrategy;

/**
 * The plan for users who choose none.
 *
 * <p>One rate, a trainer whose trials can be held, and a budget for more than the probes: {@code zoom} under
 * {@code freeze-thaw}, which are made for each other, after the sweeps of {@code range-test} where the trainer can
 * sweep and the range is so wide that they save probes. Else the strategy: a space with no more configurations than
 * trainings is tried whole; up to twenty parameters are searched by {@code bayesian}, whose model learns little in more
 * dimensions from the trials of a usual budget; the rest by {@code quasi-random}. And the policy, where trials can be held and are
 * enough for a comparison: {@code freeze-thaw} beside {@code bayesian} over several parameters, since both ask one model of curves,
 * else {@code keep-best}; and {@code full} where they cannot. Pure.
 */
public final class DefaultAutoPlan implements AutoPlan {
    private static final int MOST_DIMENSIONS = 20;
    private static final int LEAST_TRIALS = 6;
    private static final int LEAST_EPOCHS = 4;

    /** The full trainings that must be paid for beside the probes of a rate: the target and a step to either side. */
    private static final int BESIDE_PROBES = 3;

    /** With fewer, in a range of two decades or less, sweeps save nothing. */
    private static final int LEAST_PROBES = 6;

    private record Choice<T>(T chosen, String reason) {}

    @Override
    public SearchPlan of(PlanRequest request) {
        SearchSpace space = request.space();
        StudyBudget budget = request.budget();
        boolean probing = canProbe(space, budget, request.trainer());
        boolean thawing =
                request.policy().map(p -> p.name().equals(FreezeThaw.NAME)).orElse(probing);
        Choice<Strategy> strategy =
                thawing && probing ? oneRate(space, budget, request.trainer()) : chooseStrategy(space, budget);
        String chosen =
                request.strategy().map(Strategy::name).orElse(strategy.chosen().name());
        boolean forecasting = space.dimensions() > 1 && chosen.equals(BayesianStrategy.NAME);
        Choice<BudgetPolicy> policy = probing ? freezeThaw() : choosePolicy(budget, request.trainer(), forecasting);
        return new SearchPlan(strategy.chosen(), policy.chosen(), strategy.reason() + "; " + policy.reason());
    }

    private static boolean canProbe(SearchSpace space, StudyBudget budget, TrainerDescriptor trainer) {
        if (ProbePlan.refusal(space).isPresent() || !trainer.can(Capability.HOLD) || budget.epochs() < LEAST_EPOCHS) {
            return false;
        }
        ProbePlan probes = ProbePlan.of(space, budget.epochs());
        double probing = probes.probes() * probes.firstRung() / (double) budget.epochs();
        boolean enoughTrials = budget.trials().orElse(Integer.MAX_VALUE) >= probes.probes() + BESIDE_PROBES;
        return enoughTrials && budget.fullTrainings() >= probing + BESIDE_PROBES;
    }

    private static Choice<Strategy> oneRate(SearchSpace space, StudyBudget budget, TrainerDescriptor trainer) {
        int probes = ProbePlan.of(space, budget.epochs()).probes();
        if (trainer.can(Capability.SWEEP) && space.learningRateDomain().isPresent() && probes >= LEAST_PROBES) {
            return new Choice<>(
                    new RangeTestStrategy(),
                    "strategy range-test, because sweeps of the rate cost less than most of the " + probes
                            + " probes of so wide a range");
        }
        return new Choice<>(
                new ZoomStrategy(), "strategy zoom, because one rate is searched by coming closer to the best");
    }

    private static Choice<BudgetPolicy> freezeThaw() {
        return new Choice<>(
                new FreezeThaw(),
                "policy freeze-thaw, because trials can be held, and short ones say where a full training is best");
    }

    private static Choice<Strategy> chooseStrategy(SearchSpace space, StudyBudget budget) {
        Optional<List<Configuration>> all = FiniteSpace.configurations(space);
        if (all.isPresent() && all.get().size() <= budget.fullTrainings()) {
            return new Choice<>(
                    new GridStrategy(FiniteSpace.MOST_COMBINATIONS),
                    "strategy grid, because the space has only " + all.get().size() + " configurations");
        }
        int dimensions = space.dimensions();
        if (dimensions > MOST_DIMENSIONS) {
            return new Choice<>(
                    new QuasiRandomStrategy(),
                    "strategy quasi-random, because a model of " + dimensions + " parameters would learn too little");
        }
        return new Choice<>(
                new BayesianStrategy(),
                "strategy bayesian, because a model of " + dimensions + (dimensions == 1 ? " parameter" : " parameters")
                        + " learns from few trials");
    }

    private static Choice<BudgetPolicy> choosePolicy(
            StudyBudget budget, TrainerDescriptor trainer, boolean forecasting) {
        BudgetPolicy full = new FullBudget();
        if (!trainer.can(Capability.HOLD)) {
            return new Choice<>(full, "policy full, because trials of trainer '" + trainer.name() + "' cannot be held");
        }
        if (!(budget.fullTrainings() >= LEAST_TRIALS)) {
            return new Choice<>(
                    full,
                    "policy full, because " + Figures.of(budget.fullTrainings()) + " trainings are too few to compare");
        }
        if (budget.epochs() < LEAST_EPOCHS) {
            return new Choice<>(full, "policy full, because of " + budget.epochs() + " epochs there is little to save");
        }
        if (forecasting) {
            return new Choice<>(
                    new FreezeThaw(),
                    "policy freeze-thaw, because trials can be held, and a model of their curves says which to continue");
        }
        return new Choice<>(
                new KeepBest(),
                "policy keep-best, because trials can be held and compared after a fifth of the epochs");
    }
}
