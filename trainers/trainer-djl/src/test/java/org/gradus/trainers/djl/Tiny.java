package org.gradus.trainers.djl;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import java.util.Random;
import java.util.stream.IntStream;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.trainers.djl.data.Examples;
import org.gradus.trainers.djl.data.InMemoryData;

/** Images of 8 by 8 pixels in three classes (a bright row, a bright column, neither) and networks for them. */
public final class Tiny {
    public static final int SIDE = 8;
    public static final int CLASSES = 3;
    static final long[] SHAPE = {1, SIDE, SIDE};

    /** Far beyond what a float can hold after two updates. */
    public static final double ABSURD = 1e20;

    private Tiny() {}

    public static Configuration rate(double rate) {
        return Configuration.of(new LearningRate(rate));
    }

    public static Examples examples(int size, long seed) {
        Random random = new Random(seed);
        int[] classes = IntStream.range(0, size).map(i -> i % CLASSES).toArray();
        float[] pixels = new float[size * SIDE * SIDE];
        for (int i = 0; i < size; i++) {
            int line = random.nextInt(SIDE);
            for (int p = 0; p < SIDE * SIDE; p++) {
                boolean bright = classes[i] == 0 && p / SIDE == line || classes[i] == 1 && p % SIDE == line;
                pixels[i * SIDE * SIDE + p] = (bright ? 1 : 0) + 0.3f * random.nextFloat();
            }
        }
        return Examples.ofClasses(pixels, SHAPE, classes, CLASSES);
    }

    /** 100 training examples: an epoch of 6 batches of 16, and 4 left over. */
    public static InMemoryData data() {
        return InMemoryData.of("tiny", examples(100, 1), examples(30, 2), examples(30, 3));
    }

    public static Block convolutional(Configuration configuration) {
        return new SequentialBlock()
                .add(convolution())
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(CLASSES).build());
    }

    /** Batch normalization and dropout: state beside the parameters, and randomness within a step. */
    public static Block stateful(Configuration configuration) {
        return new SequentialBlock()
                .add(convolution())
                .add(BatchNorm.builder().build())
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(Blocks.batchFlattenBlock())
                .add(Dropout.builder().optRate(0.3f).build())
                .add(Linear.builder().setUnits(8).build())
                .add(Activation.reluBlock())
                .add(Linear.builder().setUnits(CLASSES).build());
    }

    private static Conv2d convolution() {
        return Conv2d.builder()
                .setKernelShape(new Shape(3, 3))
                .optPadding(new Shape(1, 1))
                .setFilters(4)
                .build();
    }
}
