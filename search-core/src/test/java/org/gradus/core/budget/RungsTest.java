package org.gradus.core.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.gradus.core.study.StudyBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RungsTest {
    static Stream<Arguments> trainings() {
        return Stream.of(
                Arguments.of(1, 3, 243, List.of(1, 3, 9, 27, 81, 243)),
                Arguments.of(1, 10, 1000, List.of(1, 10, 100, 1000)),
                Arguments.of(1, 5, 125, List.of(1, 5, 25, 125)),
                Arguments.of(1, 3, 100, List.of(1, 3, 9, 27, 100)),
                Arguments.of(10, 3, 100, List.of(10, 30, 100)),
                Arguments.of(1, 3, 5, List.of(1, 5)),
                Arguments.of(1, 3, 2, List.of(2)),
                Arguments.of(1, 3, 1, List.of(1)),
                Arguments.of(7, 3, 7, List.of(7)));
    }

    /** 243 / 3, 1000 / 10 and 125 / 5 are those where a logarithm of doubles comes out one short. */
    @ParameterizedTest
    @MethodSource("trainings")
    void riseByMultiplicationAndEndAtTheLastEpoch(int first, int factor, int last, List<Integer> epochs) {
        assertThat(Rungs.of(first, factor, last).epochs()).isEqualTo(epochs);
    }

    @Test
    void theLargestTrainingHasAsManyAsItsLogarithm() {
        // 2^31 - 1 lies between 3^19 and 3^20.
        assertThat(Rungs.of(1, 3, Integer.MAX_VALUE).count()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 1, 1", "0.1, 10, 1", "0.1, 100, 10", "0.1, 101, 11", "0.3, 10, 3", "1, 7, 7"})
    void aShareIsRoundedUpExactly(double share, int epochs, int first) {
        assertThat(Rungs.share(share, epochs)).isEqualTo(first);
        assertThat(Rungs.of(share, 3, StudyBudget.of(1, epochs)).first()).isEqualTo(first);
    }

    @Test
    void tellsWhatComesNext() {
        Rungs rungs = Rungs.of(1, 3, 9);
        assertThat(rungs.after(0)).isEqualTo(OptionalInt.of(1));
        assertThat(rungs.after(1)).isEqualTo(OptionalInt.of(3));
        assertThat(rungs.after(4)).isEqualTo(OptionalInt.of(9));
        assertThat(rungs.after(9)).isEmpty();
        assertThat(rungs.from(1)).isEqualTo(Rungs.of(3, 3, 9));
    }

    @Test
    void refusesWhatDoesNotRise() {
        assertThatThrownBy(() -> Rungs.of(0, 3, 9)).hasMessage("the first rung must be in [1, 9], but was 0");
        assertThatThrownBy(() -> Rungs.of(10, 3, 9)).hasMessage("the first rung must be in [1, 9], but was 10");
        assertThatThrownBy(() -> Rungs.of(1, 1, 9))
                .hasMessage("the factor between rungs must be at least 2, but was 1");
        assertThatThrownBy(() -> Rungs.share(Double.NaN, 9))
                .hasMessage("a share of the epochs must be in (0, 1], but was NaN");
        assertThatThrownBy(() -> new Rungs(List.of(1, 1))).hasMessage("rungs must rise, but were [1, 1]");
        assertThatThrownBy(() -> new Rungs(List.of())).hasMessageContaining("must begin at epoch 1 or later");
    }
}
