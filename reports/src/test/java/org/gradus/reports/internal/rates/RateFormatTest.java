package org.gradus.reports.internal.rates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradus.core.space.LearningRate;
import org.junit.jupiter.api.Test;

class RateFormatTest {
    @Test
    void ratesGetAThirdDigitWhereTwoDoNotTellThemApart() {
        LearningRate a = new LearningRate(3.21e-3);
        assertThat(RateFormat.of(List.of(a, new LearningRate(5e-3))).of(a)).isEqualTo("3.2e-3");
        assertThat(RateFormat.of(List.of(a, new LearningRate(3.24e-3))).of(a)).isEqualTo("3.21e-3");
        assertThat(RateFormat.of(List.of(a, a)).of(a)).isEqualTo("3.2e-3");
    }
}
