package org.gradus.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonsTest {
    @Test
    void chancesNeverClaimCertainty() {
        assertThat(Reasons.chance(0.74)).isEqualTo("74 %");
        assertThat(Reasons.chance(1)).isEqualTo("> 99 %");
        assertThat(Reasons.chance(0)).isEqualTo("< 1 %");
    }
}
