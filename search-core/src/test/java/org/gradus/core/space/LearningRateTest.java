package org.gradus.core.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningRateTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1e-3, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void onlyPositiveFiniteRatesExist(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearningRate(value))
                .withMessage("learning rate must be positive and finite, but was " + value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 1e-7, 1, Double.MAX_VALUE})
    void anyPositiveFiniteRateExists(double value) {
        assertThat(new LearningRate(value).value()).isEqualTo(value);
    }

    @Test
    void ratesAreOrderedBySizeAndComparedOnADecimalLogScale() {
        LearningRate small = new LearningRate(1e-4);
        LearningRate large = new LearningRate(1e-2);
        assertThat(small).isLessThan(large).isEqualByComparingTo(new LearningRate(1e-4));
        assertThat(large.log10() - small.log10()).isCloseTo(2, within(1e-15));
    }

    @Test
    void rateIsShownWithAnExponent() {
        assertThat(new LearningRate(0.0032)).hasToString("3.2e-3");
    }
}
