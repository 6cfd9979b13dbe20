package org.gradus.trainers.djl;

import ai.djl.nn.Block;
import ai.djl.training.loss.Loss;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gradus.core.space.Configuration;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.UserMethod;
import org.gradus.trainers.djl.data.InMemoryData;
import org.gradus.trainers.djl.internal.engine.PyTorch;
import org.gradus.trainers.djl.optimizer.Optimizer;

/** The trainer that options name. Apart from its provider, which is loaded where DJL is missing too. */
final class NamedTraining {
    private static final Map<String, Optimizer> OPTIMIZERS = ImmutableMap.of(
            "sgd", Optimizer.sgd(),
            "nesterov", Optimizer.nesterov(0.9),
            "rmsprop", Optimizer.rmsProp(),
            "adam", Optimizer.adam(),
            "adamw", Optimizer.adamW());

    private NamedTraining() {}

    /** All options are read before PyTorch starts and before the user's code runs. */
    static DjlTrainer trainer(TrainerOptions options) {
        UserMethod block = options.method(DjlTrainerProvider.BLOCK, List.of(Configuration.class), List.of(Block.class));
        UserMethod data = options.method(DjlTrainerProvider.DATA, List.of(), List.of(InMemoryData.class));
        Function<Configuration, Optimizer> optimizer = optimizer(options);
        Optional<UserMethod> loss = options.find(DjlTrainerProvider.LOSS)
                .map(name -> options.method(DjlTrainerProvider.LOSS, List.of(), List.of(Loss.class)));
        int batch = options.integer(DjlTrainer.BATCH, 1, DjlTrainer.DEFAULT_BATCH);
        PyTorch.start();
        DjlTrainer plain =
                DjlTrainer.named(block, data.call(InMemoryData.class)).withOptimizer(optimizer);
        DjlTrainer trainer =
                loss.map(method -> plain.withLoss(method.call(Loss.class))).orElse(plain);
        return options.find(DjlTrainer.BATCH).isPresent() ? trainer.withBatchSize(batch) : trainer;
    }

    private static Function<Configuration, Optimizer> optimizer(TrainerOptions options) {
        String name = options.find(DjlTrainerProvider.OPTIMIZER).orElse("sgd");
        if (name.contains("::")) {
            UserMethod method = options.method(
                    DjlTrainerProvider.OPTIMIZER, List.of(Configuration.class), List.of(Optimizer.class));
            return c -> method.call(Optimizer.class, c);
        }
        Optimizer optimizer = OPTIMIZERS.get(name);
        if (optimizer == null) {
            throw new IllegalArgumentException("the option '" + DjlTrainerProvider.OPTIMIZER + "' must be one of "
                    + String.join(", ", OPTIMIZERS.keySet())
                    + ", or a method such as com.example.Net::optimizer, but was '"
                    + name + "'");
        }
        return c -> optimizer;
    }
}
