package org.gradus.trainers.dl4j.data;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gradus.trainers.dl4j.data.BatchSource.Split;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.gradus.trainers.dl4j.internal.data.BatchForm;
import org.gradus.trainers.dl4j.internal.data.BatchSurvey;
import org.gradus.trainers.dl4j.internal.data.CheckedIterator;
import org.nd4j.linalg.dataset.adapter.MultiDataSetIteratorAdapter;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * Data from Deeplearning4j's own iterators.
 *
 * <p>Iterators hold state, so what is given here are functions, called anew for every training and every evaluation,
 * maybe by several threads at once: each call makes an iterator of its own. What is expensive and only read, such as
 * files in memory, belongs outside of them. Pre-processors are set on the iterator, within the function.
 *
 * <p>A training draws one epoch after another from its iterator, with {@code reset()} in between. It trains on every batch
 * that the iterator gives, a smaller last one too, as Deeplearning4j's {@code fit} does; an iterator that leaves it out is
 * followed in that. A training that is resumed draws the batches that it has seen again and drops them, so that iterators
 * which shuffle or distort examples give what they would have given. ND4J's own generator is seeded before every draw; other
 * random numbers have to follow from the seed that the function is given.
 *
 * <p>The batches of a training are counted once for each batch size, by a pass that trains nothing.
 *
 * <pre>{@code
 * IteratorData data = IteratorData.of(
 *         "waves",
 *         (batchSize, seed) -> yourIterator("train", batchSize, seed),
 *         () -> yourIterator("validation", 64, 0));
 * }</pre>
 */
public final class IteratorData implements BatchSource {
    /** The seed of the training batches that networks are evaluated on, and of those that are counted. */
    private static final long LOOKING = 0;

    private final String name;
    private final IteratorMaker train;
    private final IteratorMaker validation;
    private final Optional<IteratorMaker> test;
    private final BatchSurvey seen;
    private final String fingerprint;
    private final Map<Long, Long> stepsPerEpoch = new ConcurrentHashMap<>();

    /**
     * Makes the iterator of one training.
     *
     * @param <I> its type
     */
    @FunctionalInterface
    public interface Maker<I> {
        /**
         * A new iterator over the training split. Equal arguments give equal batches, in all epochs.
         *
         * @param batchSize the examples in a batch
         * @param seed of the order of the examples and of everything else that is random
         */
        I make(int batchSize, long seed);
    }

    private <I> IteratorData(
            String name,
            Maker<? extends I> train,
            Supplier<? extends I> validation,
            Optional<? extends Supplier<? extends I>> test,
            Function<I, MultiDataSetIterator> form) {
        Dl4jEnvironment.start();
        this.name = name;
        this.train = new IteratorMaker(Split.TRAIN, name, train, form);
        this.validation = evaluated(Split.VALIDATION, name, validation, form);
        this.test = test.map(iterators -> evaluated(Split.TEST, name, iterators, form));
        this.seen = surveyed(this.validation);
        this.fingerprint = seen.digest();
    }

    private static <I> IteratorMaker evaluated(
            Split split, String name, Supplier<? extends I> iterators, Function<I, MultiDataSetIterator> form) {
        return new IteratorMaker(split, name, (batchSize, seed) -> iterators.get(), form);
    }

    private IteratorData(IteratorData data, String fingerprint) {
        this.name = data.name;
        this.train = data.train;
        this.validation = data.validation;
        this.test = data.test;
        this.seen = data.seen;
        this.fingerprint = fingerprint;
    }

    /**
     * Data without a test split. The validation split is read twice, here.
     *
     * @param name what reports call them
     * @param train makes the iterator of one training
     * @param validation makes an iterator over the validation split, which gives the same batches each time
     * @throws IllegalArgumentException if validation batches lack something, or differ from one iterator to the next
     * @throws IllegalStateException if an iterator throws
     */
    public static IteratorData of(
            String name, Maker<? extends DataSetIterator> train, Supplier<? extends DataSetIterator> validation) {
        return new IteratorData(name, train, validation, Optional.empty(), MultiDataSetIteratorAdapter::new);
    }

    /**
     * Data with a test split, which is not read before networks are evaluated on it.
     *
     * @param name what reports call them
     * @param train makes the iterator of one training
     * @param validation makes an iterator over the validation split, which gives the same batches each time
     * @param test makes an iterator over the test split
     * @throws IllegalArgumentException if validation batches lack something, or differ from one iterator to the next
     * @throws IllegalStateException if an iterator throws
     */
    public static IteratorData of(
            String name,
            Maker<? extends DataSetIterator> train,
            Supplier<? extends DataSetIterator> validation,
            Supplier<? extends DataSetIterator> test) {
        return new IteratorData(name, train, validation, Optional.of(test), MultiDataSetIteratorAdapter::new);
    }

    /**
     * Data with several inputs or outputs and without a test split; else as {@link #of(String, Maker, Supplier)}.
     *
     * @param name what reports call them
     * @param train makes the iterator of one training
     * @param validation makes an iterator over the validation split, which gives the same batches each time
     */
    public static IteratorData ofMulti(
            String name,
            Maker<? extends MultiDataSetIterator> train,
            Supplier<? extends MultiDataSetIterator> validation) {
        return new IteratorData(name, train, validation, Optional.empty(), Function.identity());
    }

    /**
     * Data with several inputs or outputs; else as {@link #of(String, Maker, Supplier, Supplier)}.
     *
     * @param name what reports call them
     * @param train makes the iterator of one training
     * @param validation makes an iterator over the validation split, which gives the same batches each time
     * @param test makes an iterator over the test split
     */
    public static IteratorData ofMulti(
            String name,
            Maker<? extends MultiDataSetIterator> train,
            Supplier<? extends MultiDataSetIterator> validation,
            Supplier<? extends MultiDataSetIterator> test) {
        return new IteratorData(name, train, validation, Optional.of(test), Function.identity());
    }

    /**
     * The same data known by another fingerprint than the digest of the validation split: a version, say, that changes
     * when the training split does.
     */
    public IteratorData withFingerprint(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the fingerprint of '" + name + "' must not be blank");
        }
        return new IteratorData(this, value);
    }

    private static BatchSurvey surveyed(IteratorMaker validation) {
        BatchSurvey first = BatchSurvey.of(validation.pass());
        if (!BatchSurvey.of(validation.pass()).digest().equals(first.digest())) {
            throw new IllegalArgumentException(validation
                    + " gives other batches each time"
                    + "\nMaybe it shuffles, or a pre-processor works twice on the same arrays.");
        }
        return first;
    }

    @Override
    public String name() {
        return name;
    }

    /** What {@link #withFingerprint} was given, or else a digest of the validation split. */
    @Override
    public String fingerprint() {
        return fingerprint;
    }

    /** Whether there is one output, whose labels in the validation split are one-hot. */
    @Override
    public boolean isClassification() {
        return seen.oneHot();
    }

    @Override
    public boolean hasTest() {
        return test.isPresent();
    }

    /**
     * The batches that the training iterator gives in a pass.
     *
     * @throws IllegalArgumentException if its batches do not have this size, or do not go with those of validation
     * @throws IllegalStateException if it throws, or cannot begin again
     */
    @Override
    public long stepsPerEpoch(long batchSize) {
        if (!(batchSize >= 1 && batchSize <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("the batch size must be within [1, 2^31), but was " + batchSize);
        }
        return stepsPerEpoch.computeIfAbsent(batchSize, size -> count(size.intValue()));
    }

    private long count(int batchSize) {
        MultiDataSetIterator iterator = train.make(batchSize, LOOKING);
        if (!iterator.resetSupported()) {
            throw new IllegalStateException(train + " cannot be reset, so that there is no second epoch");
        }
        BatchSurvey counted = BatchSurvey.of(new CheckedIterator(train.toString(), iterator, LOOKING));
        requireLike(counted, batchSize);
        iterator.reset();
        if (!iterator.hasNext()) {
            throw new IllegalStateException(train + " is empty after reset(), so that there is no second epoch");
        }
        CheckedIterator again = train.pass(batchSize, LOOKING);
        if (!BatchSurvey.digest(again.next(), again).equals(counted.firstDigest())) {
            throw new IllegalArgumentException(train + " gives other batches for the same seed"
                    + "\nMaybe it draws random numbers that do not follow from the seed of its function.");
        }
        if (!train.make((int) seen.form().examples(), LOOKING).hasNext()) {
            throw new IllegalArgumentException(train + " gives no batch as large as those of validation, "
                    + seen.form().examples() + " examples\nMaybe validation should come in smaller batches.");
        }
        return counted.batches();
    }

    private void requireLike(BatchSurvey counted, int batchSize) {
        BatchForm form = counted.form();
        if (form.examples() != batchSize) {
            throw new IllegalArgumentException(train + " was asked for batches of " + batchSize
                    + " examples, but begins with " + form.examples()
                    + "\nMaybe its function does not use the batch size, or the split has fewer examples."
                    + " The trainer's withBatchSize says how many are asked for.");
        }
        if (!form.isLike(seen.form())) {
            throw new IllegalArgumentException("all splits must have examples of one form, but " + train + " gives "
                    + form + " and " + validation + " gives " + seen.form());
        }
    }

    @Override
    public BatchStream stream(long batchSize, long seed) {
        return new IteratorStream(train, (int) batchSize, seed, stepsPerEpoch(batchSize));
    }

    @Override
    public Iterable<MultiDataSet> split(Split split) {
        return switch (split) {
            case TRAIN -> this::trainPart;
            case VALIDATION -> validation::pass;
            case TEST -> test.orElseThrow(() -> split.missingIn(name))::pass;
        };
    }

    /** Whole batches, until there are as many examples as for validation. */
    private Iterator<MultiDataSet> trainPart() {
        CheckedIterator batches = train.pass((int) seen.form().examples(), LOOKING);
        return new Iterator<>() {
            private long given;

            @Override
            public boolean hasNext() {
                return given < seen.examples() && batches.hasNext();
            }

            @Override
            public MultiDataSet next() {
                MultiDataSet batch = batches.next();
                given += batch.getFeatures(0).size(0);
                return batch;
            }
        };
    }
}
