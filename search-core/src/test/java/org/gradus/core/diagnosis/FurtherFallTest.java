package org.gradus.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Curves for which the losses at twice the epochs are known. */
class FurtherFallTest {
    private static final double UNTRAINED = 2.3;
    private static final int EPOCHS = 8;

    private static double[] series(DoubleUnaryOperator loss) {
        return IntStream.rangeClosed(0, EPOCHS)
                .mapToDouble(epoch -> epoch == 0 ? UNTRAINED : loss.applyAsDouble(epoch))
                .toArray();
    }

    private static CurveFacts facts(double[] train, double[] validation) {
        return new CurveFacts(EPOCHS, validation, train, new double[0], 0);
    }

    /** Train loss 1/√e and a gap of 0.01 e: at epoch 8 0.3536 + 0.08, at 16 0.25 + 0.16; the fall so far is 2.3 − 0.4336. */
    @Test
    void aPowerAndAWideningGapGoOn() {
        double[] train = series(e -> 1 / Math.sqrt(e));
        double[] validation = series(e -> 1 / Math.sqrt(e) + 0.01 * e);
        assertThat(FurtherFall.expected(facts(train, validation)))
                .isCloseTo((0.353553 + 0.08 - 0.25 - 0.16) / (UNTRAINED - 0.433553), within(1e-6));
    }

    @Test
    void aGapThatWidensFasterThanTheTrainLossFallsTakesBack() {
        double[] train = series(e -> 1 / Math.sqrt(e));
        double[] validation = series(e -> 1 / Math.sqrt(e) + 0.05 * e);
        assertThat(FurtherFall.expected(facts(train, validation))).isNegative();
    }

    /** A bad epoch lifts both losses: it moves the power, but leaves the gap as it is. */
    @Test
    void aBadEpochDoesNotWidenTheGap() {
        double[] train = series(e -> 0.5);
        train[EPOCHS] = 0.6;
        double[] validation = train.clone();
        validation[0] = UNTRAINED;
        double expected = FurtherFall.expected(facts(train, validation));
        assertThat(expected).isBetween(-0.1, 0.0);
    }

    /** Without a train loss: 1 − 0.2 ln e falls by 0.2 ln 2 in the next 8 epochs if it does not slow down; half of that counts. */
    @Test
    void withoutATrainLossHalfOfTheLogarithmCounts() {
        double[] validation = series(e -> 1 - 0.2 * Math.log(e));
        assertThat(FurtherFall.expected(facts(new double[0], validation)))
                .isCloseTo(0.1 * Math.log(2) / (UNTRAINED - 1 + 0.2 * Math.log(8)), within(1e-9));
    }

    /** A train loss of 0 has no logarithm. */
    @Test
    void aTrainLossOfZeroIsNotUsed() {
        double[] train = series(e -> e == EPOCHS ? 0 : 0.5);
        assertThat(FurtherFall.expected(facts(train, series(e -> 0.5)))).isCloseTo(0, within(1e-12));
    }
}
