package org.gradus.trainers.djl.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerTest {
    @Test
    void wordsNameWhatIsNotZero() {
        assertThat(Optimizer.sgd().words()).isEqualTo("sgd");
        assertThat(Optimizer.nesterov(0.9).withWeightDecay(0.01).words())
                .isEqualTo("nesterov, momentum 0.9, weight decay 0.01");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void momentumIsAShare(double momentum) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Optimizer.nesterov(momentum))
                .withMessage("the momentum of an optimizer must be in [0, 1), but was " + momentum);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.POSITIVE_INFINITY, Double.NaN})
    void weightDecayIsFinite(double decay) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Optimizer.adam().withWeightDecay(decay))
                .withMessageContaining("must be 0 or more and finite, but was " + decay);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.POSITIVE_INFINITY, Double.NaN})
    void ownRateIsPositive(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Optimizer.sgd().withRate(rate))
                .withMessageContaining("must be positive and finite, but was " + rate);
    }
}
