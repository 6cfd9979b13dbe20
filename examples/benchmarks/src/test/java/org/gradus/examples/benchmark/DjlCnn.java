package org.gradus.examples.benchmark;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.examples.launcher.internal.images.FashionMini;
import org.gradus.examples.launcher.internal.images.ImageData;
import org.gradus.examples.launcher.internal.images.ImageSplit;
import org.gradus.examples.launcher.internal.images.PixelScale;
import org.gradus.trainers.djl.data.Examples;
import org.gradus.trainers.djl.data.InMemoryData;

/** {@link BenchmarkCnn} and {@link BenchmarkData} for the Deep Java Library. */
final class DjlCnn {
    private DjlCnn() {}

    /** All images. */
    static InMemoryData data() {
        ImageData data = FashionMini.load();
        PixelScale scale = PixelScale.of(data.train());
        return InMemoryData.of(
                data.name(),
                examples(data.train(), scale),
                examples(data.validation(), scale),
                examples(data.test(), scale));
    }

    private static Examples examples(ImageSplit split, PixelScale scale) {
        long[] shape = {1, BenchmarkCnn.SIDE, BenchmarkCnn.SIDE};
        return Examples.ofClasses(scale.apply(split), shape, split.labels(), BenchmarkCnn.CLASSES);
    }

    /** With DJL's own initializers, which are those of He et al. (arXiv 1502.01852) too. */
    static SequentialBlock block() {
        return new SequentialBlock()
                .add(convolution(16))
                .add(Activation.reluBlock())
                .add(pooling())
                .add(convolution(32))
                .add(Activation.reluBlock())
                .add(pooling())
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(128).build())
                .add(Activation.reluBlock())
                .add(Linear.builder().setUnits(BenchmarkCnn.CLASSES).build());
    }

    private static Conv2d convolution(int filters) {
        return Conv2d.builder()
                .setKernelShape(new Shape(5, 5))
                .optPadding(new Shape(2, 2))
                .setFilters(filters)
                .build();
    }

    private static Block pooling() {
        return Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2));
    }

    /** With the parameters of a network of Deeplearning4j. */
    static Block copyOf(MultiLayerNetwork network) {
        SequentialBlock block = block();
        List<float[]> values = TorchParameters.of(network);
        List<Parameter> parameters = block.getParameters().values();
        for (int i = 0; i < values.size(); i++) {
            float[] own = values.get(i);
            parameters
                    .get(i)
                    .setInitializer(
                            (manager, shape, type) -> manager.create(own, shape).duplicate());
        }
        return block;
    }
}
