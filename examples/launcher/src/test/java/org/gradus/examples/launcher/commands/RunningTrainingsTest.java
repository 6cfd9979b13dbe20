package org.gradus.examples.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.TrialPlan;
import org.junit.jupiter.api.Test;

class RunningTrainingsTest {
    private final RunningTrainings trainings = new RunningTrainings(() -> {});

    private static TrainingPlace place(long step) {
        TrialPlan plan = StudyBuilder.rates(1e-5, 1, 2)
                .completed(0.1, 0.5, 0.6)
                .view()
                .trials()
                .get(0)
                .plan();
        return new TrainingPlace(plan, step, 20, Optional.empty());
    }

    @Test
    void whatWasGivenUpDoesNotComeBack() {
        trainings.at(place(0));
        trainings.moved(place(10));
        assertThat(trainings.all()).containsExactly(place(10));
        StudyBuilder.rates(1e-5, 1, 2).completed(0.1, 0.5, 0.6).events().forEach(trainings::reported);
        assertThat(trainings.all()).isEmpty();
        trainings.moved(place(20));
        assertThat(trainings.all()).isEmpty();
    }
}
