package org.gradus.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.training.Trainer;
import org.junit.jupiter.api.Test;

/** The trainer of other tests keeps to the contract of all trainers. */
class ScriptedTrainerTest implements TrainerContract {
    @Override
    public Trainer trainer() {
        return new ScriptedTrainer();
    }

    @Override
    public Configuration goodConfiguration() {
        return Configuration.of(new LearningRate(0.1));
    }

    @Override
    public Configuration absurdConfiguration() {
        return Configuration.of(new LearningRate(1e30));
    }

    @Override
    public boolean initSeedMatters() {
        return false;
    }

    @Override
    public boolean dataSeedMatters() {
        return false;
    }

    @Test
    void lossIsThatOfTheClosedForm() throws Exception {
        for (CurvePoint point : TrainerRuns.train(trainer(), request())) {
            point.validation().ifPresent(evaluation -> {
                double expected = Math.pow(0.9, 2 * point.step()) / 2;
                assertThat(evaluation.loss()).isCloseTo(expected, within(1e-15));
            });
        }
    }
}
