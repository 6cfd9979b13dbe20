package org.gradus.trainers.djl.internal.training;

import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.gradus.core.trial.Seeds;
import org.gradus.trainers.djl.data.Examples;
import org.gradus.trainers.djl.data.InMemoryData;
import org.gradus.trainers.djl.internal.network.Batch;
import org.gradus.trainers.djl.internal.network.BatchBuffer;

/** The training batches of one session. They follow from the seed and the step alone. */
final class BatchStream {
    private final Examples train;
    private final int batchSize;
    private final int stepsPerEpoch;
    private final long seed;
    private final BatchBuffer buffer;
    private long epoch = -1;
    private int[] order = {};

    BatchStream(InMemoryData data, long batchSize, long seed) {
        this.train = data.train();
        this.stepsPerEpoch = Math.toIntExact(data.stepsPerEpoch(batchSize));
        this.batchSize = (int) batchSize;
        this.seed = seed;
        this.buffer = new BatchBuffer(train, this.batchSize);
    }

    /**
     * The batch of an update.
     *
     * @param step counted from 1
     */
    Batch batch(NDManager scratch, long step) {
        long wanted = (step - 1) / stepsPerEpoch;
        if (wanted != epoch) {
            order = Seeds.shuffled(train.size(), new Random(Seeds.mix(seed, wanted)));
            epoch = wanted;
        }
        int from = (int) ((step - 1) % stepsPerEpoch) * batchSize;
        return buffer.fill(scratch, order, from, batchSize);
    }
}
