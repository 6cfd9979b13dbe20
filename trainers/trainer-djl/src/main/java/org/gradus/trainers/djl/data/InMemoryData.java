package org.gradus.trainers.djl.data;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.util.Optional;

/**
 * Examples in splits, held in memory once for all trainings. Every epoch has an order of its own, which follows from the seed
 * and the epoch's number alone. All batches are full: up to a batch less one of the examples are left over in each epoch,
 * others in each.
 *
 * <pre>{@code
 * Examples train = Examples.ofClasses(pixels, new long[] {1, 28, 28}, classes, 10);
 * InMemoryData data = InMemoryData.of("digits", train, validation);
 * }</pre>
 */
public final class InMemoryData {
    private final String name;
    private final Examples train;
    private final Examples validation;
    private final Optional<Examples> test;
    private final String fingerprint;

    private InMemoryData(String name, Examples train, Examples validation, Optional<Examples> test) {
        requireSame("validation", train, validation);
        test.ifPresent(examples -> requireSame("test", train, examples));
        this.name = name;
        this.train = train;
        this.validation = validation;
        this.test = test;
        this.fingerprint = digest();
    }

    /**
     * Data with a test split.
     *
     * @param name what reports call it
     * @param test read once, for the finalists of a search
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

    private String digest() {
        Hasher digest = Hashing.sha256().newHasher();
        train.digest(digest);
        validation.digest(digest);
        test.ifPresent(examples -> examples.digest(digest));
        return digest.hash().toString().substring(0, 16);
    }

    /** What reports call the examples. */
    public String name() {
        return name;
    }

    /** Equal for equal examples in equal splits. */
    public String fingerprint() {
        return fingerprint;
    }

    /** What networks are trained on. */
    public Examples train() {
        return train;
    }

    /** What learning rates are judged by. */
    public Examples validation() {
        return validation;
    }

    /** What the finalists are measured on at the end, if it is there. */
    public Optional<Examples> test() {
        return test;
    }

    /**
     * The optimizer updates of one epoch.
     *
     * @throws IllegalArgumentException if the batch size is below 1 or above the number of training examples
     */
    public long stepsPerEpoch(long batchSize) {
        if (batchSize < 1 || batchSize > train.size()) {
            throw new IllegalArgumentException("the batch size must be within [1, " + train.size()
                    + "], the number of training examples, but was " + batchSize);
        }
        return train.size() / batchSize;
    }
}
