package org.gradus.trainers.djl;

import java.util.stream.Stream;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.TrainingRequest;
import org.gradus.trainers.djl.optimizer.Optimizer;

/** One optimizer of each kind, on the network that has all sorts of state. */
public final class Optimizers {
    private Optimizers() {}

    public static Stream<Optimizer> all() {
        return Stream.of(
                Optimizer.sgd().withWeightDecay(0.01),
                Optimizer.nesterov(0.9),
                Optimizer.rmsProp(),
                Optimizer.adam(),
                Optimizer.adamW());
    }

    static DjlTrainer trainer(Optimizer optimizer) {
        return DjlTrainer.of(Tiny::stateful, Tiny.data()).withBatchSize(16).withOptimizer(optimizer);
    }

    static TrainingRequest request(DjlTrainer trainer) {
        return TrainerRuns.recordedEvery(TrainerRuns.request(trainer, Tiny.rate(0.01), 3), 1);
    }
}
