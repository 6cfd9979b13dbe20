package org.gradus.strategies.internal.auto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.gradus.budgets.internal.freezethaw.FreezeThaw;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.engine.Catalogue;
import org.gradus.core.engine.PlanRequest;
import org.gradus.core.engine.SearchPlan;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.trial.Capability;
import org.gradus.strategies.internal.random.RandomStrategy;
import org.junit.jupiter.api.Test;

class DefaultAutoPlanTest {
    private static final SearchSpace RATE = SearchSpace.learningRate(1e-5, 1);

    private static SearchPlan plan(SearchSpace space, StudyBudget budget, Capability... capabilities) {
        TrainerDescriptor trainer = new TrainerDescriptor("test", "test 1", Set.of(), Set.of(capabilities), Map.of());
        return PlanRequest.of(space, budget, trainer).plan(new DefaultAutoPlan());
    }

    private static SearchPlan plan(Optional<Strategy> strategy, Optional<BudgetPolicy> policy) {
        TrainerDescriptor trainer =
                new TrainerDescriptor("test", "test 1", Set.of(), Set.of(Capability.HOLD), Map.of());
        return new PlanRequest(RATE, StudyBudget.of(16, 5), trainer, strategy, policy).plan(new DefaultAutoPlan());
    }

    @Test
    void probesOneRateBrieflyWhereTrialsCanBeHeld() {
        SearchPlan plan = plan(RATE, StudyBudget.of(16, 5), Capability.HOLD);
        assertThat(plan.strategy().name()).isEqualTo("zoom");
        assertThat(plan.policy().name()).isEqualTo("freeze-thaw");
        assertThat(plan.reason())
                .isEqualTo(
                        "strategy zoom, because one rate is searched by coming closer to the best; policy freeze-thaw,"
                                + " because trials can be held, and short ones say where a full training is best");
    }

    @Test
    void sweepsFirstWhereTheRangeIsWide() {
        SearchPlan plan = plan(RATE, StudyBudget.of(16, 5), Capability.HOLD, Capability.SWEEP);
        assertThat(plan.strategy().name()).isEqualTo("range-test");
        assertThat(plan.policy().name()).isEqualTo("freeze-thaw");
        assertThat(plan.reason()).contains("less than most of the 7 probes of so wide a range");
        // Four probes half a decade apart cost little more than the sweeps.
        SearchSpace narrow = SearchSpace.learningRate(1e-3, 1e-1);
        assertThat(plan(narrow, StudyBudget.of(16, 5), Capability.HOLD, Capability.SWEEP)
                        .strategy()
                        .name())
                .isEqualTo("zoom");
    }

    @Test
    void comparesAfterAFifthOfTheEpochsWhereTrialsAreTooFewForProbes() {
        // Five decades ask for five probes and two between them, and three trials beside those: ten.
        assertThat(plan(RATE, StudyBudget.of(10, 5), Capability.HOLD).policy().name())
                .isEqualTo("freeze-thaw");
        SearchPlan fewer = plan(RATE, StudyBudget.of(9, 5), Capability.HOLD);
        assertThat(fewer.reason())
                .isEqualTo("strategy bayesian, because a model of 1 parameter learns from few trials; "
                        + "policy keep-best, because trials can be held and compared after a fifth of the epochs");
    }

    @Test
    void asksAModelOfCurvesWhereThereIsMoreThanARate() {
        SearchSpace space = SearchSpace.builder()
                .learningRate(1e-5, 1)
                .real("momentum", 0, 0.99, Scale.LINEAR)
                .build();
        SearchPlan plan = plan(space, StudyBudget.of(50, 5), Capability.HOLD);
        assertThat(plan.strategy().name()).isEqualTo("bayesian");
        assertThat(plan.policy().name()).isEqualTo("freeze-thaw");
        assertThat(plan.reason()).endsWith("and a model of their curves says which to continue");
        TrainerDescriptor trainer =
                new TrainerDescriptor("test", "test 1", Set.of(), Set.of(Capability.HOLD), Map.of());
        SearchPlan random = new PlanRequest(
                        space, StudyBudget.of(50, 5), trainer, Optional.of(new RandomStrategy()), Optional.empty())
                .plan(new DefaultAutoPlan());
        assertThat(random.policy().name()).isEqualTo("keep-best");
    }

    @Test
    void completesWhatTheUserHasChosen() {
        SearchPlan full = plan(Optional.empty(), Optional.of(new FullBudget()));
        assertThat(full.reason())
                .isEqualTo("strategy bayesian, chosen by the automatic plan; policy full, chosen by the user");
        SearchPlan thawing = plan(Optional.empty(), Optional.of(new FreezeThaw()));
        assertThat(thawing.strategy().name()).isEqualTo("zoom");
        SearchPlan random = plan(Optional.of(new RandomStrategy()), Optional.empty());
        assertThat(random.reason())
                .isEqualTo("strategy random, chosen by the user; policy freeze-thaw, chosen by the automatic plan");
    }

    @Test
    void trainsToTheEndWhereHoldingIsImpossibleOrSavesNothing() {
        assertThat(plan(RATE, StudyBudget.of(16, 5)).policy().name()).isEqualTo("full");
        assertThat(plan(RATE, StudyBudget.of(16, 5)).reason()).contains("cannot be held");
        assertThat(plan(RATE, StudyBudget.of(5, 5), Capability.HOLD).policy().name())
                .isEqualTo("full");
        assertThat(plan(RATE, StudyBudget.of(16, 3), Capability.HOLD).reason()).contains("of 3 epochs there is little");
    }

    @Test
    void triesAFiniteSpaceWholeIfTheBudgetDoes() {
        SearchSpace space = SearchSpace.builder()
                .integer("layers", 1, 3, Scale.LINEAR)
                .categorical("updater", "sgd", "adam")
                .build();
        assertThat(plan(space, StudyBudget.of(6, 5)).strategy().name()).isEqualTo("grid");
        assertThat(plan(space, StudyBudget.of(5, 5)).strategy().name()).isEqualTo("bayesian");
    }

    @Test
    void spreadsTrialsOverManyParameters() {
        SearchSpace.Builder builder = SearchSpace.builder();
        for (int i = 0; i < 21; i++) {
            builder.real("p" + i, 0, 1, Scale.LINEAR);
        }
        assertThat(plan(builder.build(), StudyBudget.of(50, 5)).strategy().name())
                .isEqualTo("quasi-random");
    }

    @Test
    void worksWithoutALimit() {
        StudyBudget endless = new StudyBudget(OptionalInt.empty(), 10, OptionalLong.empty());
        assertThat(plan(RATE, endless, Capability.HOLD).policy().name()).isEqualTo("freeze-thaw");
    }

    @Test
    void isFoundOnTheClassPath() {
        assertThat(Catalogue.onClassPath().automaticPlan()).containsInstanceOf(DefaultAutoPlan.class);
    }
}
