package org.gradus.core.curve.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.testkit.Curves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepRuleTest {
    private static LearningCurve sweep(double... losses) {
        return LearningCurve.of(Curves.batches(0.1, losses));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void endsAtTheFirstLossThatIsNoNumber(double loss) {
        assertThat(SweepRule.evidence(sweep(2.3, loss)))
                .contains("the loss is " + loss + " at step 2, learning rate 1e-1");
    }

    /** The initial loss is 2 and so is the best: three losses in a row above 2 + max(0, 0.5·2) = 3 end it. */
    @Test
    void endsAtThreeLossesInARowFarAboveTheBest() {
        assertThat(SweepRule.evidence(sweep(2, 2, 2, 2, 2, 3.1, 3.1, 3.1)))
                .contains("the loss 3.1 and the two before it are far above the best, 2, learning rate 1e-1");
        assertThat(SweepRule.evidence(sweep(2, 2, 2, 2, 2, 3.1, 3.1))).isEmpty();
        assertThat(SweepRule.evidence(sweep(2, 2, 2, 2, 2, 3.1, 2.9, 3.1, 3.1))).isEmpty();
        assertThat(SweepRule.evidence(sweep(2, 2, 2, 2, 2, 3, 3, 3))).isEmpty();
    }

    /** The fall is 2 − 0.5 = 1.5 and more than half of the initial loss: 0.5 + 1.5 = 2 must be exceeded. */
    @Test
    void allTheFallMustBeLostAgain() {
        double[] fallen = {2, 2, 2, 2, 2, 0.5, 0.5, 0.5, 0.5, 0.5, 1.9, 1.9, 1.9};
        assertThat(SweepRule.evidence(sweep(fallen))).isEmpty();
        double[] lost = {2, 2, 2, 2, 2, 0.5, 0.5, 0.5, 0.5, 0.5, 2.1, 2.1, 2.1};
        assertThat(SweepRule.evidence(sweep(lost))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void smallLossesOfManySizesAreNoEdge(long seed) {
        Random random = new Random(seed);
        double[] losses = IntStream.range(0, 100)
                .mapToDouble(i -> Math.exp(random.nextGaussian()))
                .toArray();
        for (int steps = 1; steps <= losses.length; steps++) {
            assertThat(SweepRule.evidence(sweep(java.util.Arrays.copyOf(losses, steps))))
                    .isEmpty();
        }
    }

    @Test
    void fewLossesSayNothing() {
        assertThat(SweepRule.evidence(LearningCurve.empty())).isEmpty();
        assertThat(SweepRule.evidence(sweep(1, 1, 1, 9, 9, 9, 9))).isEmpty();
    }
}
