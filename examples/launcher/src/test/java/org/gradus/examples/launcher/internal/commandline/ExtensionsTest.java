package org.gradus.examples.launcher.internal.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.gradus.core.engine.PlanRequest;
import org.gradus.core.engine.SearchPlan;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.trial.Capability;
import org.junit.jupiter.api.Test;

class ExtensionsTest {
    @Test
    void whatTheUserChoosesIsKept() {
        SearchPlan plan = plan("grid", "full");

        assertThat(plan.strategy().name()).isEqualTo("grid");
        assertThat(plan.policy().name()).isEqualTo("full");
        assertThat(plan.reason()).isEqualTo("both chosen by the user");
    }

    @Test
    void theRestIsChosenByThePlanAndThatIsSaid() {
        assertThat(plan("random", "auto").reason())
                .startsWith("strategy random, chosen by the user; policy ")
                .endsWith(", chosen by the automatic plan");
        assertThat(plan("auto", "full").reason())
                .startsWith("strategy ")
                .endsWith(", chosen by the automatic plan; policy full, chosen by the user");
        assertThat(plan("auto", "auto").reason()).doesNotContain("chosen by");
    }

    private static SearchPlan plan(String strategy, String policy) {
        TrainerDescriptor trainer =
                new TrainerDescriptor("test", "test 1", Set.of("accuracy"), Set.of(Capability.values()), Map.of());
        return PlanRequest.of(SearchSpace.learningRate(1e-5, 1), StudyBudget.of(16, 5), trainer)
                .plan(Extensions.plan(strategy, policy));
    }
}
