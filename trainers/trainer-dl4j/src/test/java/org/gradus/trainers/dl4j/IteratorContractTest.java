package org.gradus.trainers.dl4j;

import org.gradus.core.space.Configuration;
import org.gradus.core.testkit.TrainerContract;
import org.gradus.core.training.Trainer;

/** Over an iterator whose batches depend on all that it gave before. */
class IteratorContractTest implements TrainerContract {
    @Override
    public Trainer trainer() {
        return Dl4jTrainer.of(c -> Tiny.stateful(Tiny.updater("adam", 1)), Iterators.distorting())
                .withBatchSize(16);
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
