package org.gradus.trainers.dl4j.data;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.gradus.core.trial.Seeds;
import org.gradus.trainers.dl4j.data.BatchSource.Split;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Examples held in memory once for all trainings. Every epoch has an order of its own, which follows from the seed and the
 * epoch's number alone. All batches are full: up to a batch less one of the examples are left over in each epoch, others in
 * each.
 *
 * <pre>{@code
 * Examples train = Examples.ofClasses(pixels, new long[] {1, 28, 28}, classes, 10);
 * InMemoryData data = InMemoryData.of("digits", train, validation);
 * }</pre>
 */
public final class InMemoryData implements BatchSource {
    /** How many examples are evaluated at once; more is not faster. */
    private static final int EVALUATED_AT_ONCE = 64;

    private final String name;
    private final Examples train;
    private final String fingerprint;
    private final List<MultiDataSet> trainPart;
    private final List<MultiDataSet> validation;
    private final Optional<List<MultiDataSet>> test;

    private InMemoryData(String name, Examples train, Examples validation, Optional<Examples> test) {
        requireSame("validation", train, validation);
        test.ifPresent(examples -> requireSame("test", train, examples));
        Dl4jEnvironment.start();
        this.name = name;
        this.train = train;
        this.fingerprint = fingerprint(train, validation, test);
        this.trainPart =
                batches(train, Seeds.shuffled(train.size(), new Random(0)), Math.min(train.size(), validation.size()));
        this.validation = batches(validation);
        this.test = test.map(InMemoryData::batches);
    }

    /**
     * Data with a test split.
     *
     * @param name what reports call it
     * @throws IllegalArgumentException if the splits differ in shape
     */
    public static InMemoryData of(String name, Examples train, Examples validation, Examples test) {
        return new InMemoryData(name, train, validation, Optional.of(test));
    }

    /**
     * Data without a test split.
     *
     * @param name what reports call it
     * @throws IllegalArgumentException if the splits differ in shape
     */
    public static InMemoryData of(String name, Examples train, Examples validation) {
        return new InMemoryData(name, train, validation, Optional.empty());
    }

    private static void requireSame(String split, Examples train, Examples other) {
        if (!other.shapes().equals(train.shapes())) {
            throw new IllegalArgumentException("all splits must have examples of one shape, but " + split + " has "
                    + other.shapes() + " and train has " + train.shapes());
        }
    }

    private static List<MultiDataSet> batches(Examples examples) {
        return batches(examples, IntStream.range(0, examples.size()).toArray(), examples.size());
    }

    private static List<MultiDataSet> batches(Examples examples, int[] order, int count) {
        List<MultiDataSet> batches = new ArrayList<>();
        for (int from = 0; from < count; from += EVALUATED_AT_ONCE) {
            MultiDataSet batch = examples.allocate(Math.min(EVALUATED_AT_ONCE, count - from));
            examples.copy(order, from, batch);
            batches.add(batch);
        }
        return ImmutableList.copyOf(batches);
    }

    private static String fingerprint(Examples train, Examples validation, Optional<Examples> test) {
        Hasher digest = Hashing.sha256().newHasher();
        train.digest(digest);
        validation.digest(digest);
        test.ifPresent(examples -> examples.digest(digest));
        return digest.hash().toString().substring(0, 16);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public boolean isClassification() {
        return train.isClassification();
    }

    @Override
    public boolean hasTest() {
        return test.isPresent();
    }

    @Override
    public long stepsPerEpoch(long batchSize) {
        if (batchSize < 1 || batchSize > train.size()) {
            throw new IllegalArgumentException("the batch size must be within [1, " + train.size()
                    + "], the number of training examples, but was " + batchSize);
        }
        return train.size() / batchSize;
    }

    @Override
    public BatchStream stream(long batchSize, long seed) {
        return new Stream((int) stepsPerEpoch(batchSize), (int) batchSize, seed);
    }

    @Override
    public Iterable<MultiDataSet> split(Split split) {
        return switch (split) {
            case TRAIN -> trainPart;
            case VALIDATION -> validation;
            case TEST -> test.orElseThrow(() -> split.missingIn(name));
        };
    }

    /** Fills the same arrays for every batch. */
    private final class Stream implements BatchStream {
        private final int stepsPerEpoch;
        private final int batchSize;
        private final long seed;
        private final MultiDataSet batch;
        private long epoch = -1;
        private int[] order = {};

        Stream(int stepsPerEpoch, int batchSize, long seed) {
            this.stepsPerEpoch = stepsPerEpoch;
            this.batchSize = batchSize;
            this.seed = seed;
            this.batch = train.allocate(batchSize);
        }

        @Override
        public MultiDataSet batch(long step) {
            long wanted = (step - 1) / stepsPerEpoch;
            if (wanted != epoch) {
                order = Seeds.shuffled(train.size(), new Random(Seeds.mix(seed, wanted)));
                epoch = wanted;
            }
            train.copy(order, (int) ((step - 1) % stepsPerEpoch) * batchSize, batch);
            return batch;
        }

        @Override
        public void close() {
            batch.getFeatures(0).close();
            batch.getLabels(0).close();
        }
    }
}
