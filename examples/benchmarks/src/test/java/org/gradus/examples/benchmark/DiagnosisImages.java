package org.gradus.examples.benchmark;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.gradus.examples.launcher.internal.images.FashionMini;
import org.gradus.examples.launcher.internal.images.ImageData;
import org.gradus.examples.launcher.internal.images.ImageSplit;
import org.gradus.examples.launcher.internal.images.PixelScale;
import org.gradus.trainers.dl4j.data.Examples;
import org.gradus.trainers.dl4j.data.InMemoryData;

/**
 * A part of the training images of fashion-mini, and all 1,000 validation images.
 *
 * @param from the first image
 * @param count how many
 * @param wrong the share of their labels that are drawn at random instead
 */
record DiagnosisImages(int from, int count, double wrong) {
    private static final int VALIDATION = 1000;
    private static final long SEED = 7;

    static DiagnosisImages of(int from, int count) {
        return new DiagnosisImages(from, count, 0);
    }

    /** The images, each of this shape. */
    InMemoryData data(long... shape) {
        ImageData data = FashionMini.load();
        PixelScale scale = PixelScale.of(data.train());
        return InMemoryData.of(
                data.name() + ", " + count + " from " + from,
                examples(data.train(), scale, shape, from, labels(data.train())),
                examples(
                        data.validation(),
                        scale,
                        shape,
                        0,
                        Arrays.copyOf(data.validation().labels(), VALIDATION)));
    }

    private static Examples examples(ImageSplit split, PixelScale scale, long[] shape, int from, int[] labels) {
        int size = split.shape().size();
        float[] pixels = Arrays.copyOfRange(scale.apply(split), from * size, (from + labels.length) * size);
        return Examples.ofClasses(pixels, shape, labels, BenchmarkCnn.CLASSES);
    }

    private int[] labels(ImageSplit split) {
        int[] labels = Arrays.copyOfRange(split.labels(), from, from + count);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < labels.length; i++) {
            if (random.nextDouble() < wrong) {
                labels[i] = random.nextInt(BenchmarkCnn.CLASSES);
            }
        }
        return labels;
    }
}
