package org.gradus.trainers.dl4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.gradus.trainers.dl4j.Tiny;
import org.gradus.trainers.dl4j.data.BatchSource.Split;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.api.MultiDataSet;

class InMemoryDataTest {
    /** Examples whose only feature is their number. */
    private static Examples numbered(int from, int count) {
        float[] features = new float[count];
        for (int i = 0; i < count; i++) {
            features[i] = from + i;
        }
        return Examples.ofClasses(
                features,
                new long[] {1},
                IntStream.range(0, count).map(i -> i % 2).toArray(),
                2);
    }

    private static InMemoryData data() {
        return InMemoryData.of("numbers", numbered(0, 10), numbered(100, 3), numbered(200, 600));
    }

    private static List<Float> numbers(MultiDataSet batch) {
        List<Float> numbers = new ArrayList<>();
        for (float number : batch.getFeatures(0).toFloatVector()) {
            numbers.add(number);
        }
        return numbers;
    }

    private static List<List<Float>> batches(long seed, int first, int last) {
        try (BatchStream stream = data().stream(3, seed)) {
            List<List<Float>> batches = new ArrayList<>();
            for (int step = first; step <= last; step++) {
                batches.add(numbers(stream.batch(step)));
            }
            return batches;
        }
    }

    @Test
    void anEpochHasOnlyFullBatches() {
        assertThat(data().stepsPerEpoch(3)).isEqualTo(3);
        assertThat(data().stepsPerEpoch(10)).isEqualTo(1);
        assertThat(batches(5, 1, 3)).allMatch(batch -> batch.size() == 3);
    }

    @Test
    void anEpochSeesNoExampleTwice() {
        for (int epoch = 0; epoch < 5; epoch++) {
            Set<Float> seen = new HashSet<>();
            batches(5, epoch * 3 + 1, epoch * 3 + 3).forEach(seen::addAll);
            assertThat(seen).hasSize(9);
        }
    }

    @Test
    void everyEpochAndEverySeedHasAnOrderOfItsOwn() {
        List<List<Float>> first = batches(5, 1, 3);
        assertThat(batches(5, 4, 6)).isNotEqualTo(first);
        assertThat(batches(6, 1, 3)).isNotEqualTo(first);
        assertThat(batches(5, 1, 3)).isEqualTo(first);
    }

    @Test
    void streamCanBeginAnywhere() {
        assertThat(batches(5, 8, 11)).isEqualTo(batches(5, 1, 11).subList(7, 11));
    }

    @Test
    void splitsComeWholeAndInOrder() {
        List<Float> test = new ArrayList<>();
        data().split(Split.TEST).forEach(batch -> test.addAll(numbers(batch)));
        assertThat(test)
                .isEqualTo(IntStream.range(200, 800).mapToObj(i -> (float) i).toList());
    }

    @Test
    void partOfTheTrainingSplitIsAsLargeAsTheValidationSplit() {
        List<Float> part = new ArrayList<>();
        data().split(Split.TRAIN).forEach(batch -> part.addAll(numbers(batch)));
        assertThat(part).hasSize(3).doesNotHaveDuplicates().allMatch(number -> number < 10);
    }

    @Test
    void fingerprintIsThatOfTheExamples() {
        assertThat(data().fingerprint()).isEqualTo(data().fingerprint());
        InMemoryData other = InMemoryData.of("numbers", numbered(0, 10), numbered(100, 3), numbered(201, 600));
        assertThat(other.fingerprint()).isNotEqualTo(data().fingerprint());
    }

    @Test
    void batchSizeOutsideTheExamplesIsRefused() {
        for (long size : new long[] {0, -1, 11}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> data().stepsPerEpoch(size))
                    .withMessage(
                            "the batch size must be within [1, 10], the number of training examples, but was " + size);
        }
    }

    @Test
    void splitsOfDifferentShapesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InMemoryData.of("mixed", numbered(0, 10), Tiny.examples(6, 1)))
                .withMessageContaining("validation has [1, 8, 8] with labels [3] and train has [1] with labels [2]");
    }

    @Test
    void missingTestSplitIsSaid() {
        InMemoryData data = InMemoryData.of("numbers", numbered(0, 10), numbered(100, 3));
        assertThat(data.hasTest()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.split(Split.TEST))
                .withMessage("'numbers' has no test split");
    }
}
