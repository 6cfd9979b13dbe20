package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PriorTableTest {
    private static final PriorTable TABLE = new PriorTable(List.of(
            new PriorComparison("plain sgd", 1, 6, 12),
            new PriorComparison("plain sgd", 2, 8, 10),
            new PriorComparison("plain sgd", 3, Double.POSITIVE_INFINITY, 14),
            new PriorComparison("plain adam", 1, 9, Double.POSITIVE_INFINITY)));

    @Test
    void saysTheMedianOfEachNetworkAndOfAll() {
        // Of 6, 8, ∞, 9 the median is (8 + 9) / 2, of 12, 10, 14, ∞ it is 13.
        assertThat(TABLE.markdown())
                .contains(
                        "| plain sgd | 8.0 | 12.0 | 0.67 | 6.0, 8.0, – | 12.0, 10.0, 14.0 |",
                        "| plain adam | 9.0 | – | 0.00 | 9.0 | – |",
                        "Median of all 4 searches: 8.5 epochs with sweeps, 13.0 without, ratio 0.65.");
    }

    @Test
    void keepsEverySearchInFull() {
        assertThat(TABLE.csv())
                .hasSize(5)
                .contains("network,seed,epochs_with_sweeps,epochs_without", "plain sgd,3,Infinity,14.0");
    }
}
