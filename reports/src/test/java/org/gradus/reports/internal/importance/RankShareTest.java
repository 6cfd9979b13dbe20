package org.gradus.reports.internal.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankShareTest {
    private static final int[] THREE_OF_FOUR = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2};

    /** By {@code scipy.stats.kruskal} 1.15; ε² by Kelley's formula (H − k + 1)/(n − k). */
    @Test
    void agreesWithScipy() {
        RankShare share = RankShare.of(THREE_OF_FOUR, new double[] {1, 2, 3, 7, 4, 5, 9, 10, 6, 8, 11, 12}, 1);
        assertThat(share.h()).isCloseTo(5.653846153846153, within(1e-12));
        assertThat(share.share()).isCloseTo((5.653846153846153 - 2) / 9, within(1e-12));
    }

    /** By {@code scipy.stats.kruskal} 1.15, which corrects for ties. */
    @Test
    void agreesWithScipyOnTies() {
        double[] ranks = {1, 2, 3, 4.5, 4.5, 6, 10.5, 10.5, 7, 8, 10.5, 10.5};
        assertThat(RankShare.of(THREE_OF_FOUR, ranks, 1).h()).isCloseTo(7.41, within(1e-12));
    }

    /**
     * Two groups of three apart: of the 20 ways to split six ranks, two are as extreme, so p is 0.1. With 4999 permutations
     * its standard error is 0.0042; five of them fail once in two million.
     */
    @Test
    void chanceIsThatOfAllPermutations() {
        RankShare share = RankShare.of(new int[] {0, 0, 0, 1, 1, 1}, new double[] {1, 2, 3, 4, 5, 6}, 1);
        assertThat(share.pValue()).isCloseTo(0.1, within(0.021));
    }

    /**
     * Of 400 studies in which the groups mean nothing, one in twenty is called likely: binomial(400, 0.05), mean 20, standard
     * deviation 4.4; five of them either way.
     */
    @Test
    void whatMeansNothingIsSeldomCalledLikely() {
        int[] groups = IntStream.range(0, 24).map(i -> i % 4).toArray();
        Random random = new Random(7);
        long likely = IntStream.range(0, 400)
                .filter(study -> {
                    double[] ranks = IntStream.range(0, 24)
                            .mapToDouble(i -> random.nextDouble())
                            .toArray();
                    return RankShare.of(groups, ranks, study).pValue() <= 0.05;
                })
                .count();
        assertThat(likely).isBetween(1L, 42L);
    }

    /** With two degrees of freedom, χ² exceeds x with probability e^(−x/2): the 95 % point is −2 ln 0.05. */
    @Test
    void chanceOfManyRanksIsThatOfTheirLimit() {
        int n = 3 * RankShare.MOST_PERMUTED;
        int[] groups = IntStream.range(0, n).map(i -> i % 3).toArray();
        Random random = new Random(11);
        double[] ranks = IntStream.range(0, n)
                .mapToDouble(i -> random.nextDouble() + 0.02 * groups[i])
                .toArray();
        RankShare share = RankShare.of(groups, ranks, 1);

        assertThat(share.pValue()).isCloseTo(Math.exp(-share.h() / 2), within(1e-9));
        double point = -2 * Math.log(0.05) / (n - 1);
        assertThat(share.chance()).isCloseTo(1 - (1 - point) * (n - 1) / (n - 3.0), within(1e-9));
    }

    @Test
    void whatDecidesAllOfManyRanksHasAPValueAboveZero() {
        int n = RankShare.MOST_PERMUTED + 1;
        int[] groups = IntStream.range(0, n).map(i -> i < n / 2 ? 0 : 1).toArray();
        RankShare share =
                RankShare.of(groups, IntStream.range(0, n).mapToDouble(i -> i).toArray(), 1);

        assertThat(share.pValue()).isPositive().isLessThan(1e-12);
    }

    @Test
    void sameSeedSameAnswer() {
        double[] ranks = {1, 2, 3, 7, 4, 5, 9, 10, 6, 8, 11, 12};
        assertThat(RankShare.of(THREE_OF_FOUR, ranks, 5)).isEqualTo(RankShare.of(THREE_OF_FOUR, ranks, 5));
    }
}
