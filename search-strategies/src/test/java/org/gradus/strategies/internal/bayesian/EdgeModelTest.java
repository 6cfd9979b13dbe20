package org.gradus.strategies.internal.bayesian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.junit.jupiter.api.Test;

class EdgeModelTest {
    private static final SearchSpace MIXED = SearchSpace.builder()
            .categorical("updater", "sgd", "adam")
            .learningRate(1e-5, 1)
            .build();

    private static double[] at(String updater, double rate) {
        return MIXED.toUnit(configuration(updater, rate));
    }

    private static Configuration configuration(String updater, double rate) {
        return Configuration.builder()
                .set("updater", updater)
                .set("learningRate", rate)
                .build();
    }

    @Test
    void aDivergenceSaysLessOfAnotherOptimizer() {
        StudyBuilder study = StudyBuilder.of(MIXED, Objective.maximize("validationAccuracy"), StudyBudget.of(99, 1));
        for (double rate : new double[] {0.003, 0.01, 0.03}) {
            study.diverged(configuration("adam", rate));
        }
        study.completed(configuration("adam", 0.001), 0.8);
        EdgeModel edge = EdgeModel.of(MIXED, Evidence.of(study.view()), OptionalDouble.empty())
                .orElseThrow();
        assertThat(edge.survives(at("adam", 0.02))).isLessThan(0.1);
        assertThat(edge.survives(at("sgd", 0.02))).isGreaterThan(0.25);
        assertThat(edge.survives(at("adam", 0.0005))).isGreaterThan(0.85);
    }

    @Test
    void withoutALearningRateThereIsNoEdge() {
        SearchSpace space =
                SearchSpace.builder().real("width", 0, 1, Scale.LINEAR).build();
        StudyBuilder study = StudyBuilder.of(space, Objective.maximize("validationAccuracy"), StudyBudget.of(9, 1));
        assertThat(EdgeModel.of(space, Evidence.of(study.view()), OptionalDouble.empty()))
                .isEmpty();
    }
}
