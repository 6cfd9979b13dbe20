package org.gradus.trainers.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final long[] PAIR = {2};

    @Test
    void classesAreTheLabels() {
        Examples examples = Examples.ofClasses(new float[] {1, 2, 3, 4}, PAIR, new int[] {1, 0}, 2);
        assertThat(examples.isClassification()).isTrue();
        assertThat(examples.size()).isEqualTo(2);
        assertThat(examples.labelShape()).isEmpty();
        assertThat(examples.labels().get(0)).isEqualTo(1);
        assertThat(examples.features().get(3)).isEqualTo(4);
    }

    @Test
    void valuesHaveAShapeOfTheirOwn() {
        Examples examples = Examples.ofValues(new float[] {1, 2, 3, 4}, PAIR, new float[] {5, 6}, new long[] {1});
        assertThat(examples.isClassification()).isFalse();
        assertThat(examples.labelShape()).containsExactly(1);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Examples.ofClasses(new float[3], PAIR, new int[2], 2))
                .withMessage("2 examples of shape [2] have 4 features, but 3 were given");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Examples.ofClasses(new float[2], PAIR, new int[] {2}, 2))
                .withMessage("the class of example 0 must be in [0, 2), but is 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Examples.ofClasses(new float[2], PAIR, new int[1], 1))
                .withMessageContaining("at least 2 classes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Examples.ofClasses(new float[0], PAIR, new int[0], 2))
                .withMessageContaining("at least 1 example");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Examples.ofClasses(new float[0], new long[] {0}, new int[1], 2))
                .withMessageContaining("the shape of an example must be positive, but is [0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Examples.ofValues(new float[3], PAIR, new float[1], new long[] {1}))
                .withMessage("1 examples of shape [2] have 2 features, but 3 were given");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Examples.ofValues(new float[] {1, Float.NaN}, PAIR, new float[1], new long[] {1}))
                .withMessage("value 1 of the features must be finite, but is NaN");
    }
}
