package org.gradus.reports.internal.importance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupingTest {
    private static List<Object> numbers(double... values) {
        return Arrays.stream(values).<Object>mapToObj(v -> v).toList();
    }

    @Test
    void choicesAreTheirOwnGroups() {
        Grouping grouping = Grouping.of("updater", List.of("sgd", "adam", "sgd"));
        assertThat(grouping.groups()).containsExactly(1, 0, 1);
        assertThat(grouping.names()).containsExactly("adam", "sgd");
    }

    /** √9 = 3 groups of three neighbours, wherever they stand in the list. */
    @Test
    void numbersAreGroupedByNeighbours() {
        Grouping grouping = Grouping.of("learningRate", numbers(1, 1e-4, 0.1, 2e-4, 0.2, 1e-5, 0.3, 2e-5, 0.4));
        assertThat(grouping.groups()).containsExactly(2, 0, 1, 1, 1, 0, 2, 0, 2);
        assertThat(grouping.names()).containsExactly("1e-5 to 1e-4", "2e-4 to 2e-1", "3e-1 to 1e0");
    }

    @Test
    void equalNumbersStayTogetherAndNoGroupIsEmpty() {
        Grouping grouping = Grouping.of("batch", List.of(16L, 16L, 16L, 16L, 16L, 16L, 16L, 64L, 128L));
        assertThat(grouping.groups()).containsExactly(0, 0, 0, 0, 0, 0, 0, 1, 1);
        assertThat(grouping.names()).containsExactly("16", "64 to 128");
    }

    @Test
    void thereAreAtMostFiveGroups() {
        Object[] values =
                IntStream.range(0, 1000).<Object>mapToObj(i -> i * 1.0).toArray();
        assertThat(Grouping.of("x", List.of(values)).names()).hasSize(5);
    }

    @Test
    void bestIsTheGroupOfTheLowestMeanRank() {
        Grouping grouping = Grouping.of("updater", List.of("sgd", "adam", "sgd", "adam"));
        assertThat(grouping.best(new double[] {1, 2, 3, 3})).isEqualTo("sgd");
        assertThat(grouping.best(new double[] {4, 2, 1, 2})).isEqualTo("adam");
    }
}
