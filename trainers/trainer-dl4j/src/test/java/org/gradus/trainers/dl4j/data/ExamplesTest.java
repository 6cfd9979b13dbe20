package org.gradus.trainers.dl4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class ExamplesTest {
    private static final long[] PAIR = {2};

    @Test
    void classesBecomeOneHotLabels() {
        Dl4jEnvironment.start();
        Examples examples = Examples.ofClasses(new float[] {1, 2, 3, 4, 5, 6}, PAIR, new int[] {2, 0, 1}, 3);
        MultiDataSet batch = examples.allocate(2);
        examples.copy(new int[] {1, 2, 0}, 1, batch);
        assertThat(batch.getFeatures(0).toFloatMatrix()).isDeepEqualTo(new float[][] {{5, 6}, {1, 2}});
        assertThat(batch.getLabels(0).toFloatMatrix()).isDeepEqualTo(new float[][] {{0, 1, 0}, {0, 0, 1}});
        assertThat(examples.isClassification()).isTrue();
        assertThat(examples.size()).isEqualTo(3);
    }

    @Test
    void arraysOfAnyOrderAreReadByTheirIndices() {
        Dl4jEnvironment.start();
        Examples examples =
                Examples.of(
                        Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}}).dup('f'),
                        Nd4j.createFromArray(new float[][] {{0.5f}, {-1}}));
        MultiDataSet batch = examples.allocate(1);
        examples.copy(new int[] {1}, 0, batch);
        assertThat(batch.getFeatures(0).toFloatMatrix()).isDeepEqualTo(new float[][] {{3, 4}});
        assertThat(batch.getLabels(0).toFloatMatrix()).isDeepEqualTo(new float[][] {{-1}});
        assertThat(examples.isClassification()).isFalse();
    }

    @Test
    void labelsOutsideTheClassesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Examples.ofClasses(new float[4], PAIR, new int[] {0, 3}, 3))
                .withMessage("the class of example 1 must be in [0, 3), but is 3");
    }

    @Test
    void featuresThatAreNotEnoughAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Examples.ofClasses(new float[5], PAIR, new int[] {0, 1, 2}, 3))
                .withMessage("3 examples of shape [2] have 6 features, but 5 were given");
    }

    @Test
    void emptySplitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Examples.ofClasses(new float[0], PAIR, new int[0], 3))
                .withMessage("a split needs at least 1 example, but is empty");
    }

    @Test
    void featureThatIsNoNumberIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Examples.ofClasses(new float[] {0, Float.NaN}, PAIR, new int[] {0}, 2))
                .withMessage("feature 1 must be finite, but is NaN");
    }

    @Test
    void labelsForOtherExamplesAreRefused() {
        Dl4jEnvironment.start();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Examples.of(Nd4j.zeros(3, 2), Nd4j.zeros(2, 1)))
                .withMessage("there must be as many labels as examples, but there are 2 labels and 3 examples");
    }
}
