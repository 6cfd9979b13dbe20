package org.gradus.strategies.internal.bayesian;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    @Test
    void sortsTrialsByWhatTheySay() {
        Evidence evidence = Evidence.of(StudyBuilder.rates(1e-5, 1, 1)
                .completed(0.01, 0.8)
                .diverged(0.5)
                .failed(0.02, "a test")
                .running(0.03, 1)
                .sweep(1e-5, 1, 2, 1, 3)
                .baseline(0.001, 0.5)
                .replicate(1, 0.7)
                .view());
        assertThat(evidence.scored()).extracting(Evidence.Scored::score).containsExactly(-0.5, -0.8, -0.7);
        assertThat(evidence.beyond())
                .extracting(p -> p.configuration().learningRate().value())
                .containsExactly(0.5);
        assertThat(evidence.failed()).hasSize(1);
        assertThat(evidence.pending()).hasSize(1);
    }

    @Test
    void whatLearnsNothingAboveTheBestRateIsBeyondTheEdge() {
        // Chance is 0.1, the best 0.9; a quarter of that improvement is 0.3. Low rates may learn as little as they
        // like.
        Evidence evidence = Evidence.of(StudyBuilder.rates(1e-5, 1, 1)
                .completed(1e-5, 0.11)
                .completed(0.01, 0.9)
                .completed(0.1, 0.31)
                .completed(0.2, 0.29)
                .completed(0.3, 0.1)
                .view());
        assertThat(evidence.scored()).extracting(Evidence.Scored::score).containsExactly(-0.11, -0.9, -0.31);
        assertThat(evidence.beyond())
                .extracting(p -> p.configuration().learningRate().value())
                .containsExactly(0.2, 0.3);
    }

    @Test
    void amongOtherParametersNothingIsBeyondUnlessItDiverged() {
        SearchSpace space = SearchSpace.builder()
                .learningRate(1e-5, 1)
                .real("momentum", 0, 1, Scale.LINEAR)
                .build();
        StudyBuilder study = StudyBuilder.of(space, Objective.maximize("validationAccuracy"), StudyBudget.of(9, 1));
        study.completed(space.fromUnit(new double[] {0.5, 0.5}), 0.9)
                .completed(space.fromUnit(new double[] {0.9, 0.5}), 0.1);
        assertThat(Evidence.of(study.view()).beyond()).isEmpty();
    }

    @Test
    void aBaselineOutsideTheSpaceIsPassedOver() {
        Evidence evidence = Evidence.of(StudyBuilder.rates(1e-5, 1e-3, 1)
                .completed(1e-4, 0.8)
                .baseline(0.1, 0.5)
                .view());
        assertThat(evidence.scored()).hasSize(1);
    }
}
