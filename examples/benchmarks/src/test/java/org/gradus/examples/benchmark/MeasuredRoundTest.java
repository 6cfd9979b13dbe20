package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MeasuredRoundTest {
    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(MeasuredRound.median(List.of(bare(9), bare(1), bare(2)), MeasuredRound::bare))
                .isEqualTo(2);
        assertThat(MeasuredRound.median(List.of(bare(9), bare(1), bare(2), bare(4)), MeasuredRound::bare))
                .isEqualTo(3);
    }

    private static MeasuredRound bare(double rate) {
        return new MeasuredRound(1, rate, 1, 1, OptionalDouble.empty());
    }
}
