package org.gradus.examples.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.trial.Seeds;
import org.gradus.examples.launcher.internal.images.FashionMini;
import org.gradus.examples.launcher.internal.images.ImageData;
import org.gradus.examples.launcher.internal.images.ImageSplit;
import org.gradus.examples.launcher.internal.images.PixelScale;
import org.gradus.examples.launcher.internal.networks.SmallCnnTrainer;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.gradus.trainers.dl4j.data.BatchSource;
import org.gradus.trainers.dl4j.data.BatchStream;
import org.gradus.trainers.dl4j.data.Examples;
import org.gradus.trainers.dl4j.data.InMemoryData;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** The images that are trained on: the embedded ones. */
final class BenchmarkData {
    static final int BATCH = 64;

    private BenchmarkData() {}

    /** All images. */
    static InMemoryData all() {
        return SmallCnnTrainer.examples(FashionMini.load());
    }

    /** The first images of the training split, and of the validation split. */
    static InMemoryData first(int training, int validation) {
        ImageData data = FashionMini.load();
        PixelScale scale = PixelScale.of(data.train());
        return InMemoryData.of(
                data.name() + ", the first " + training,
                first(data.train(), scale, training),
                first(data.validation(), scale, validation));
    }

    private static Examples first(ImageSplit split, PixelScale scale, int count) {
        float[] pixels = Arrays.copyOf(scale.apply(split), count * split.shape().size());
        long[] shape = {1, BenchmarkCnn.SIDE, BenchmarkCnn.SIDE};
        return Examples.ofClasses(pixels, shape, Arrays.copyOf(split.labels(), count), BenchmarkCnn.CLASSES);
    }

    /** Trains the network on them. */
    static Dl4jTrainer trainer(BatchSource data) {
        return Dl4jTrainer.of(configuration -> BenchmarkCnn.configuration(0), data)
                .withBatchSize(BATCH);
    }

    /** The very batches that a session with these seeds sees in its first epoch, in its order. */
    static List<DataSet> firstEpoch(BatchSource data, Seeds seeds) {
        List<DataSet> batches = new ArrayList<>();
        try (BatchStream stream = data.stream(BATCH, seeds.data())) {
            for (long step = 1; step <= data.stepsPerEpoch(BATCH); step++) {
                MultiDataSet batch = stream.batch(step);
                batches.add(new DataSet(
                        batch.getFeatures(0).dup(), batch.getLabels(0).dup()));
            }
        }
        return batches;
    }
}
