package org.gradus.trainers.djl;

import org.gradus.core.space.Configuration;
import org.gradus.core.testkit.TrainerContract;
import org.gradus.core.training.Trainer;
import org.gradus.trainers.djl.optimizer.Optimizer;
import org.junit.jupiter.api.extension.ExtendWith;

/** Running averages, random numbers in a step, and an optimizer that keeps two averages. */
@ExtendWith(Natives.class)
class StatefulContractTest implements TrainerContract {
    @Override
    public Trainer trainer() {
        return DjlTrainer.of(Tiny::stateful, Tiny.data()).withBatchSize(16).withOptimizer(Optimizer.adamW());
    }

    @Override
    public Configuration goodConfiguration() {
        return Tiny.rate(0.01);
    }

    @Override
    public Configuration absurdConfiguration() {
        return Tiny.rate(Tiny.ABSURD);
    }
}
