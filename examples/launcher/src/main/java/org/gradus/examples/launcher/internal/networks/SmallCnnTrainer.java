package org.gradus.examples.launcher.internal.networks;

import org.gradus.core.training.Trainer;
import org.gradus.examples.launcher.internal.images.ImageData;
import org.gradus.examples.launcher.internal.images.ImageShape;
import org.gradus.examples.launcher.internal.images.ImageSplit;
import org.gradus.examples.launcher.internal.images.PixelScale;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.gradus.trainers.dl4j.data.Examples;
import org.gradus.trainers.dl4j.data.InMemoryData;

/** Trains {@link SmallCnn} on images, scaled by the mean and deviation of the training split. */
public final class SmallCnnTrainer {
    private SmallCnnTrainer() {}

    /**
     * A trainer for these images.
     *
     * @param batch images in a batch, in [1, training images]
     */
    public static Trainer of(ImageData data, Optimizer optimizer, Variant variant, int batch) {
        SmallCnn network = SmallCnn.of(data, optimizer, variant);
        return Dl4jTrainer.of(network::configure, examples(data)).withBatchSize(batch);
    }

    /** All three splits, as Deeplearning4j takes them. */
    public static InMemoryData examples(ImageData data) {
        PixelScale scale = PixelScale.of(data.train());
        return InMemoryData.of(
                data.name(),
                examples(data.train(), data, scale),
                examples(data.validation(), data, scale),
                examples(data.test(), data, scale));
    }

    private static Examples examples(ImageSplit split, ImageData data, PixelScale scale) {
        ImageShape shape = data.shape();
        long[] dimensions = {shape.channels(), shape.height(), shape.width()};
        return Examples.ofClasses(scale.apply(split), dimensions, split.labels(), data.classes());
    }
}
