package org.gradus.reports.internal.rates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateColorsTest {
    @Test
    void colorsAreViridis() {
        // R: viridis(9)[1] and [9].
        assertThat(RateColors.at(0).light()).isEqualTo("#440154");
        assertThat(RateColors.at(1).dark()).isEqualTo("#fde725");
        assertThat(RateColors.at(-3)).isEqualTo(RateColors.at(0));
    }
}
