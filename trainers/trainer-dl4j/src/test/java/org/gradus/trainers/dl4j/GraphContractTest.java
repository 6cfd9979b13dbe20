package org.gradus.trainers.dl4j;

import org.gradus.core.space.Configuration;
import org.gradus.core.testkit.TrainerContract;
import org.gradus.core.training.Trainer;

class GraphContractTest implements TrainerContract {
    @Override
    public Trainer trainer() {
        return Dl4jTrainer.ofGraph(Tiny::graph, Tiny.data()).withBatchSize(16);
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
