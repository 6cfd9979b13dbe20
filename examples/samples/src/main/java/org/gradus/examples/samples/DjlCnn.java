package org.gradus.examples.samples;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Configuration;
import org.gradus.core.trial.Objective;
import org.gradus.trainers.djl.DjlTrainer;
import org.gradus.trainers.djl.optimizer.Optimizer;

/** {@link FashionCnn} with the Deep Java Library on PyTorch. The optimizer is searched, too. */
final class DjlCnn {
    private DjlCnn() {}

    public static void main(String[] args) {
        DjlTrainer trainer = DjlTrainer.of(DjlCnn::network, FashionImages.loadForDjl())
                .withBatchSize(32)
                .withOptimizer(DjlCnn::optimizer);
        StudyResult result = Search.of(trainer)
                .named("djl-cnn")
                .learningRate(1e-5, 1.0)
                .categorical("optimizer", "nesterov", "adam")
                .objective(Objective.maximize("validationAccuracy"))
                .trials(8)
                .epochs(5)
                .seed(1)
                .run();
        System.out.println("best: " + result.best().trial().configuration());
    }

    /** A new block at each call; the trainer initializes it. */
    private static Block network(Configuration configuration) {
        return new SequentialBlock()
                .add(Conv2d.builder()
                        .setKernelShape(new Shape(5, 5))
                        .optStride(new Shape(2, 2))
                        .setFilters(8)
                        .build())
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(32).build())
                .add(Activation.reluBlock())
                .add(Linear.builder().setUnits(10).build());
    }

    private static Optimizer optimizer(Configuration configuration) {
        return configuration.category("optimizer").equals("adam") ? Optimizer.adam() : Optimizer.nesterov(0.9);
    }
}
