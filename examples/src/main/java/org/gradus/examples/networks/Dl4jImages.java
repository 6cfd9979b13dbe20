package org.gradus.examples.networks;

import org.gradus.examples.images.ImageData;
import org.gradus.examples.images.ImageShape;
import org.gradus.examples.images.ImageSplit;
import org.gradus.examples.images.PixelScale;
import org.gradus.trainers.dl4j.Examples;
import org.gradus.trainers.dl4j.InMemoryData;

/** Gives images to Deeplearning4j, scaled by the mean and deviation of the training split. */
public final class Dl4jImages {
    private Dl4jImages() {}

    /** All three splits. */
    public static InMemoryData of(ImageData data) {
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
