package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ThroughputRoundTest {
    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(ThroughputRound.median(List.of(bare(9), bare(1), bare(2)), ThroughputRound::bare))
                .isEqualTo(2);
        assertThat(ThroughputRound.median(List.of(bare(9), bare(1), bare(2), bare(4)), ThroughputRound::bare))
                .isEqualTo(3);
    }

    private static ThroughputRound bare(double rate) {
        return new ThroughputRound(1, rate, 1, 1, OptionalDouble.empty());
    }
}
