package org.gradus.trainers.dl4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.datasets.iterator.IteratorMultiDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.gradus.trainers.dl4j.Iterators;
import org.gradus.trainers.dl4j.data.BatchSource.Split;
import org.gradus.trainers.dl4j.data.IteratorData.Maker;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

class IteratorDataTest {
    static {
        Dl4jEnvironment.start();
    }

    /** Data sets of one example each, whose only feature is its number; its class is whether that is odd. */
    private static List<DataSet> numbered(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> new DataSet(row(i), row(1 - i % 2, i % 2)))
                .toList();
    }

    private static INDArray row(float... values) {
        return Nd4j.create(new float[][] {values});
    }

    private static Supplier<DataSetIterator> validation() {
        return () -> new ListDataSetIterator<>(numbered(100, 3), 2);
    }

    private static IteratorData data(Maker<? extends DataSetIterator> train) {
        return IteratorData.of("numbers", train, validation());
    }

    private static IteratorData inOrder() {
        return data((batchSize, seed) -> new ListDataSetIterator<>(numbered(0, 10), batchSize));
    }

    private static List<Float> numbers(MultiDataSet batch) {
        List<Float> numbers = new ArrayList<>();
        for (float number : batch.getFeatures(0).ravel().toFloatVector()) {
            numbers.add(number);
        }
        return numbers;
    }

    private static List<Float> numbers(IteratorData data, Split split) {
        List<Float> numbers = new ArrayList<>();
        data.split(split).forEach(batch -> numbers.addAll(numbers(batch)));
        return numbers;
    }

    private static List<List<Float>> batches(IteratorData data, long seed, int first, int last) {
        try (BatchStream stream = data.stream(16, seed)) {
            List<List<Float>> batches = new ArrayList<>();
            for (int step = first; step <= last; step++) {
                batches.add(numbers(stream.batch(step)));
            }
            return batches;
        }
    }

    @Test
    void everyBatchIsTrainedOnTheSmallerLastOneToo() {
        IteratorData data = inOrder();
        assertThat(data.stepsPerEpoch(3)).isEqualTo(4);
        assertThat(data.stepsPerEpoch(5)).isEqualTo(2);
        assertThat(data.stepsPerEpoch(10)).isEqualTo(1);
        try (BatchStream stream = data.stream(3, 0)) {
            assertThat(IntStream.rangeClosed(1, 5).mapToObj(step -> numbers(stream.batch(step))))
                    .containsExactly(
                            List.of(0f, 1f, 2f),
                            List.of(3f, 4f, 5f),
                            List.of(6f, 7f, 8f),
                            List.of(9f),
                            List.of(0f, 1f, 2f));
        }
    }

    @Test
    void streamThatBeginsAnywhereGivesTheSameBatches() {
        IteratorData data = Iterators.distorting();
        assertThat(data.stepsPerEpoch(16)).isEqualTo(7); // 100 images
        List<List<Float>> whole = batches(data, 5, 1, 23);
        assertThat(whole).doesNotHaveDuplicates();
        for (int first : new int[] {1, 2, 7, 8, 15, 22}) {
            assertThat(batches(data, 5, first, 23)).as("from step %s", first).isEqualTo(whole.subList(first - 1, 23));
        }
        assertThat(batches(data, 6, 1, 1)).isNotEqualTo(whole.subList(0, 1));
    }

    @Test
    void stepsMayBeLeftOutButNotAskedForTwice() {
        try (BatchStream stream = inOrder().stream(3, 0)) {
            stream.batch(1);
            assertThat(numbers(stream.batch(3))).containsExactly(6f, 7f, 8f);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> stream.batch(3))
                    .withMessage("the batch of step 3 was asked for after that of step 3");
        }
    }

    @Test
    void splitsAreReadByIteratorsOfTheirOwn() {
        IteratorData data = IteratorData.of(
                "numbers",
                (batchSize, seed) -> new ListDataSetIterator<>(numbered(0, 10), batchSize),
                validation(),
                () -> new ListDataSetIterator<>(numbered(200, 7), 3));
        assertThat(numbers(data, Split.VALIDATION)).containsExactly(100f, 101f, 102f);
        assertThat(numbers(data, Split.VALIDATION)).containsExactly(100f, 101f, 102f);
        assertThat(numbers(data, Split.TEST)).containsExactly(200f, 201f, 202f, 203f, 204f, 205f, 206f);
        // whole batches of the size of the first of validation, until there are at least as many examples
        assertThat(numbers(data, Split.TRAIN)).containsExactly(0f, 1f, 2f, 3f);
    }

    @Test
    void testIteratorIsNotMadeBeforeTheTestSplitIsRead() {
        AtomicInteger made = new AtomicInteger();
        IteratorData data = IteratorData.of(
                "numbers",
                (batchSize, seed) -> new ListDataSetIterator<>(numbered(0, 10), batchSize),
                validation(),
                () -> {
                    made.incrementAndGet();
                    return new ListDataSetIterator<>(numbered(200, 7), 3);
                });
        assertThat(data.hasTest()).isTrue();
        data.fingerprint();
        data.stepsPerEpoch(3);
        Iterable<MultiDataSet> test = data.split(Split.TEST);
        assertThat(made).hasValue(0);
        test.iterator().next();
        assertThat(made).hasValue(1);
    }

    @Test
    void preProcessorsOfIteratorsAreHeeded() {
        IteratorData data = data((batchSize, seed) -> {
            DataSetIterator iterator = new ListDataSetIterator<>(numbered(0, 4), batchSize);
            iterator.setPreProcessor(batch -> batch.getFeatures().muli(10));
            return iterator;
        });
        try (BatchStream stream = data.stream(2, 0)) {
            assertThat(numbers(stream.batch(2))).containsExactly(20f, 30f);
            assertThat(numbers(stream.batch(4))).containsExactly(20f, 30f);
        }
    }

    @Test
    void oneHotLabelsAreClasses() {
        assertThat(inOrder().isClassification()).isTrue();
        assertThat(Iterators.distorting().isClassification()).isTrue();
        for (INDArray labels : List.of(row(0.5f, 0.5f), row(1, 1), row(0, 0), row(1))) {
            IteratorData data = IteratorData.of(
                    "numbers",
                    (batchSize, seed) -> new ListDataSetIterator<>(numbered(0, 10), batchSize),
                    () -> new ListDataSetIterator<>(List.of(new DataSet(row(1), labels))));
            assertThat(data.isClassification()).as("%s", labels).isFalse();
        }
    }

    @Test
    void classesInTimeAreThoseThatTheMaskCounts() {
        INDArray features = Nd4j.zeros(1, 1, 2);
        INDArray labels = Nd4j.create(new float[] {1, 0, 0, 0}, new long[] {1, 2, 2}, 'c');
        INDArray firstOnly = row(1, 0);
        for (boolean masked : new boolean[] {true, false}) {
            DataSet sequence = new DataSet(features, labels, null, masked ? firstOnly : null);
            IteratorData data = IteratorData.of(
                    "sequences",
                    (batchSize, seed) -> new ExistingDataSetIterator(List.of(sequence)),
                    () -> new ExistingDataSetIterator(List.of(sequence)));
            assertThat(data.isClassification()).isEqualTo(masked);
        }
    }

    @Test
    void fingerprintIsThatOfTheValidationSplitOrOnesOwn() {
        IteratorData data = inOrder();
        assertThat(data.fingerprint()).hasSize(16).isEqualTo(inOrder().fingerprint());
        IteratorData other = IteratorData.of(
                "numbers",
                (batchSize, seed) -> new ListDataSetIterator<>(numbered(0, 10), batchSize),
                () -> new ListDataSetIterator<>(numbered(101, 3), 2));
        assertThat(other.fingerprint()).isNotEqualTo(data.fingerprint());
        assertThat(data.withFingerprint("version 7").fingerprint()).isEqualTo("version 7");
        assertThat(data.withFingerprint("version 7").stepsPerEpoch(3)).isEqualTo(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.withFingerprint(" "))
                .withMessage("the fingerprint of 'numbers' must not be blank");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1L << 31})
    void batchSizeThatCannotBeIsRefused(long size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inOrder().stepsPerEpoch(size))
                .withMessage("the batch size must be within [1, 2^31), but was " + size);
    }

    @Test
    void iteratorThatDoesNotHeedTheBatchSizeIsRefused() {
        IteratorData fixed = data((batchSize, seed) -> new ListDataSetIterator<>(numbered(0, 10), 5));
        assertThat(fixed.stepsPerEpoch(5)).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fixed.stepsPerEpoch(32))
                .withMessageContaining("the train iterator of 'numbers' was asked for batches of 32 examples,"
                        + " but begins with 5\nMaybe its function does not use the batch size");
    }

    @Test
    void oneIteratorForAllTrainingsIsRefused() {
        DataSetIterator shared = new ListDataSetIterator<>(numbered(0, 10), 5);
        IteratorData data = data((batchSize, seed) -> {
            shared.reset();
            return shared;
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> data.stepsPerEpoch(5))
                .withMessage("the train iterator of 'numbers' is the same object at each call, but holds state"
                        + "\nMaybe it is made outside of the function that gives it.");
    }

    @Test
    void iteratorWithItsOwnRandomNumbersIsRefused() {
        AtomicInteger calls = new AtomicInteger();
        IteratorData data = data(
                (batchSize, seed) -> new Iterators.Distorting(numbered(0, 10), batchSize, calls.incrementAndGet()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.stepsPerEpoch(5))
                .withMessageContaining("gives other batches for the same seed");
    }

    @Test
    void iteratorThatCannotBeginAgainIsRefused() {
        IteratorData data = data(
                (batchSize, seed) -> new ExistingDataSetIterator(numbered(0, 10).iterator()));
        assertThatIllegalStateException()
                .isThrownBy(() -> data.stepsPerEpoch(1))
                .withMessage("the train iterator of 'numbers' cannot be reset, so that there is no second epoch");
        List<MultiDataSet> pairs = Iterators.pairs(2, 4, 1);
        IteratorData multi = IteratorData.ofMulti(
                "pairs",
                (batchSize, seed) -> new IteratorMultiDataSetIterator(pairs.iterator(), batchSize),
                () -> new Iterators.Pairs(pairs));
        assertThatIllegalStateException()
                .isThrownBy(() -> multi.stepsPerEpoch(4))
                .withMessageContaining("cannot be reset");
    }

    @Test
    void iteratorThatDoesNotBeginAgainIsRefused() {
        IteratorData data = data((batchSize, seed) -> new ListDataSetIterator<>(numbered(0, 10), batchSize) {
            @Override
            public synchronized void reset() {}
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> data.stepsPerEpoch(5))
                .withMessage(
                        "the train iterator of 'numbers' is empty after reset(), so that there is no second epoch");
    }

    @Test
    void emptyIteratorIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> data((batchSize, seed) -> new ExistingDataSetIterator(List.of()))
                        .stepsPerEpoch(5))
                .withMessage("the train iterator of 'numbers' has no batches");
        assertThatIllegalStateException()
                .isThrownBy(() -> IteratorData.of(
                        "nothing",
                        (batchSize, seed) -> new ListDataSetIterator<>(numbered(0, 10), batchSize),
                        () -> new ExistingDataSetIterator(List.of())))
                .withMessage("the validation iterator of 'nothing' has no batches");
    }

    @Test
    void epochsOfDifferentLengthAreSaid() {
        for (int later : new int[] {7, 12}) {
            IteratorData data = data((batchSize, seed) -> new Changing(batchSize, later));
            assertThat(data.stepsPerEpoch(2)).isEqualTo(5);
            String fewerOrMore = later < 10 ? "fewer" : "more";
            assertThatIllegalStateException()
                    .isThrownBy(() -> data.stream(2, 0).batch(11))
                    .withMessage("the train iterator of 'numbers' gives " + fewerOrMore
                            + " batches in epoch 2 than the 5 that were counted");
        }
    }

    /** Ten examples at first, and another number after a reset. */
    private static final class Changing extends ListDataSetIterator<DataSet> {
        private final int batchSize;
        private final int later;
        private transient ListDataSetIterator<DataSet> current;

        Changing(int batchSize, int later) {
            super(numbered(0, 10), batchSize);
            this.batchSize = batchSize;
            this.later = later;
            this.current = new ListDataSetIterator<>(numbered(0, 10), batchSize);
        }

        @Override
        public synchronized boolean hasNext() {
            return current.hasNext();
        }

        @Override
        public synchronized DataSet next() {
            return current.next();
        }

        @Override
        public synchronized void reset() {
            current = new ListDataSetIterator<>(numbered(0, later), batchSize);
        }
    }

    @Test
    void whatAnIteratorThrowsIsSaidWithItsPlace() {
        Iterable<DataSet> torn = () -> numbered(0, 3).stream()
                .map(one -> {
                    if (one.getFeatures().getFloat(0) == 2) {
                        throw new IllegalArgumentException("picture 2 cannot be read");
                    }
                    return one;
                })
                .iterator();
        assertThatIllegalStateException()
                .isThrownBy(() -> data((batchSize, seed) -> new ExistingDataSetIterator(torn))
                        .stepsPerEpoch(1))
                .withMessage("the train iterator of 'numbers' failed at batch 3: picture 2 cannot be read");
        assertThatIllegalStateException()
                .isThrownBy(() -> data((batchSize, seed) -> {
                            throw new IllegalArgumentException("no such folder");
                        })
                        .stepsPerEpoch(1))
                .withMessage("the train iterator of 'numbers' cannot be made: no such folder");
        assertThatIllegalStateException()
                .isThrownBy(() -> data((batchSize, seed) -> null).stepsPerEpoch(1))
                .withMessage("the train iterator of 'numbers' is null");
    }

    @Test
    void batchesThatLackSomethingAreRefused() {
        for (DataSet batch : Arrays.asList(
                new DataSet(row(1), null), new DataSet(null, row(1)), new DataSet(row(Float.NaN), row(1)))) {
            String words = batch.getFeatures() == null ? "lacks features" : "lacks labels";
            Exception refused = org.junit.jupiter.api.Assertions.assertThrows(
                    RuntimeException.class,
                    () -> data((batchSize, seed) -> new ExistingDataSetIterator(List.of(batch)))
                            .stepsPerEpoch(1));
            boolean complete = batch.getFeatures() != null && batch.getLabels() != null;
            assertThat(refused)
                    .hasMessageContaining(
                            complete
                                    ? "all features of the train iterator of 'numbers' must be finite, but one is NaN"
                                    : "batch 1 of the train iterator of 'numbers' " + words);
        }
    }

    @Test
    void splitsOfDifferentFormAreRefused() {
        IteratorData data = data((batchSize, seed) -> new ListDataSetIterator<>(Iterators.images(6, 1), batchSize));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.stepsPerEpoch(6))
                .withMessage("all splits must have examples of one form, but the train iterator of 'numbers' gives"
                        + " [[6, 1, 8, 8]] with labels [[6, 3]] and the validation iterator of 'numbers' gives"
                        + " [[2, 1]] with labels [[2, 2]]");
    }

    @Test
    void validationThatChangesFromPassToPassIsRefused() {
        AtomicInteger calls = new AtomicInteger();
        List<DataSet> images = Iterators.images(9, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IteratorData.of(
                        "images",
                        (batchSize, seed) -> new ListDataSetIterator<>(images, batchSize),
                        () -> new Iterators.Distorting(images, 3, calls.incrementAndGet())))
                .withMessage("the validation iterator of 'images' gives other batches each time"
                        + "\nMaybe it shuffles, or a pre-processor works twice on the same arrays.");
    }

    @Test
    void trainingSplitWithoutABatchToEvaluateIsRefused() {
        IteratorData data =
                data((batchSize, seed) -> new ExistingDataSetIterator(batchSize == 1 ? numbered(0, 3) : List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.stepsPerEpoch(1))
                .withMessage(
                        "the train iterator of 'numbers' gives no batch as large as those of validation, 2 examples"
                                + "\nMaybe validation should come in smaller batches.");
    }

    @Test
    void missingTestSplitIsSaid() {
        assertThat(inOrder().hasTest()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inOrder().split(Split.TEST))
                .withMessage("'numbers' has no test split");
    }
}
