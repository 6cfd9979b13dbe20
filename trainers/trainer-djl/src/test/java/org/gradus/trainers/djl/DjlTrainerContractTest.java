package org.gradus.trainers.djl;

import org.gradus.core.space.Configuration;
import org.gradus.core.testkit.TrainerContract;
import org.gradus.core.training.Trainer;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Natives.class)
class DjlTrainerContractTest implements TrainerContract {
    @Override
    public Trainer trainer() {
        return DjlTrainer.of(Tiny::convolutional, Tiny.data()).withBatchSize(16);
    }

    @Override
    public Configuration goodConfiguration() {
        return Tiny.rate(0.05);
    }

    @Override
    public Configuration absurdConfiguration() {
        return Tiny.rate(Tiny.ABSURD);
    }
}
