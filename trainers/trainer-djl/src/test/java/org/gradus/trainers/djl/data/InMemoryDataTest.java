package org.gradus.trainers.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class InMemoryDataTest {
    private static Examples examples(int size, float first) {
        float[] features = new float[size];
        features[0] = first;
        return Examples.ofClasses(features, new long[] {1}, new int[size], 2);
    }

    @Test
    void fingerprintFollowsFromTheExamples() {
        InMemoryData data = InMemoryData.of("a", examples(4, 1), examples(2, 1));
        assertThat(data.fingerprint())
                .isEqualTo(InMemoryData.of("b", examples(4, 1), examples(2, 1)).fingerprint())
                .isNotEqualTo(
                        InMemoryData.of("a", examples(4, 2), examples(2, 1)).fingerprint())
                .isNotEqualTo(InMemoryData.of("a", examples(4, 1), examples(2, 1), examples(1, 1))
                        .fingerprint());
    }

    @Test
    void epochHasFullBatchesAlone() {
        InMemoryData data = InMemoryData.of("a", examples(10, 1), examples(2, 1));
        assertThat(data.stepsPerEpoch(3)).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.stepsPerEpoch(11))
                .withMessage("the batch size must be within [1, 10], the number of training examples, but was 11");
        assertThatIllegalArgumentException().isThrownBy(() -> data.stepsPerEpoch(0));
    }

    @Test
    void splitsOfOtherShapesAreRefused() {
        Examples others = Examples.ofClasses(new float[2], new long[] {2}, new int[1], 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InMemoryData.of("a", examples(4, 1), others))
                .withMessage("all splits must have examples of one shape, but validation has [2] in 2 classes and train"
                        + " has [1] in 2 classes");
    }
}
