package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RoundTest {
    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Round.median(List.of(bare(9), bare(1), bare(2)), Round::bare))
                .isEqualTo(2);
        assertThat(Round.median(List.of(bare(9), bare(1), bare(2), bare(4)), Round::bare))
                .isEqualTo(3);
    }

    private static Round bare(double rate) {
        return new Round(1, rate, 1, 1, OptionalDouble.empty());
    }
}
