package org.gradus.trainers.djl.internal.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.loss.Loss;
import java.util.function.Function;
import org.gradus.core.space.Configuration;
import org.gradus.trainers.djl.data.InMemoryData;
import org.gradus.trainers.djl.internal.engine.PyTorch;
import org.gradus.trainers.djl.internal.network.BatchBuffer;
import org.gradus.trainers.djl.internal.network.Network;
import org.gradus.trainers.djl.optimizer.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * What every training of a trainer has in common.
 *
 * @param origin the class that the user's function was written in, or the name of the method that it is
 * @param blocks the user's function from a configuration to a block
 * @param loss the mean over a batch
 * @param optimizers the user's function from a configuration to an optimizer
 * @param batch the examples in a batch where the configuration has no number of its own
 */
public record Model(
        PyTorch torch,
        String origin,
        Function<? super Configuration, ? extends Block> blocks,
        InMemoryData data,
        Loss loss,
        Function<? super Configuration, Optimizer> optimizers,
        int batch) {
    /** The parameter that is the number of examples in a batch. */
    public static final String BATCH = "batch";

    /** The class that a function was written in: that of a lambda has a part that changes from run to run. */
    public static String origin(Function<?, ?> function) {
        String name = function.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : name.substring(0, lambda);
    }

    public Model withLoss(Loss other) {
        return new Model(torch, origin, blocks, data, other, optimizers, batch);
    }

    public Model withOptimizers(Function<? super Configuration, Optimizer> others) {
        return new Model(torch, origin, blocks, data, loss, others, batch);
    }

    public Model withBatch(int examples) {
        return new Model(torch, origin, blocks, data, loss, optimizers, examples);
    }

    /** The examples in a batch of a configuration. */
    public long batchSize(Configuration configuration) {
        return configuration.integerOr(BATCH, batch);
    }

    /** The user's block. */
    public Block block(Configuration configuration) {
        return made("network", blocks.apply(configuration), configuration);
    }

    /** The user's optimizer. */
    public Optimizer optimizer(Configuration configuration) {
        return made("optimizer", optimizers.apply(configuration), configuration);
    }

    private static <T> T made(String what, @Nullable T result, Configuration configuration) {
        if (result == null) {
            throw new IllegalArgumentException(
                    "the " + what + " function must not give null, but did for (" + configuration + ")");
        }
        return result;
    }

    /** An untrained network; within {@link PyTorch#enter}. */
    public Network network(Configuration configuration, long seed) {
        long[] shape = data.train().featureShape();
        Network network = Network.make(torch, block(configuration), loss, new Shape(1).addAll(new Shape(shape)), seed);
        try (NDManager scratch = network.memory().newSubManager()) {
            int few = Math.min(2, data.train().size()); // batch normalization needs two
            network.findRandomness(new BatchBuffer(data.train(), few).fill(scratch, new int[] {0, 1}, 0, few));
            return network;
        } catch (RuntimeException | Error e) {
            network.close();
            throw e;
        }
    }
}
