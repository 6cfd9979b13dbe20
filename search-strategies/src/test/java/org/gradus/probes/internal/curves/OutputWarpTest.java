package org.gradus.probes.internal.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class OutputWarpTest {
    // Expected values: the formulas of OSS Vizier's output_warpers.py written in numpy 2.4.6 and scipy 1.17.1
    // (numpy.median, scipy.stats.rankdata(method='dense'), scipy.stats.norm.ppf).

    @Test
    void halfRankAgreesWithVizier() {
        // The labels of Vizier's own test of HalfRankComponent.
        double[] labels = {10, -100, -200, 4, 0, 1, 2, -200, 3, 10, 15};
        assertThat(OutputWarp.halfRank(labels))
                .containsExactly(
                        new double[] {
                            10,
                            -4.674507739166431,
                            -8.992055277339706,
                            4,
                            -2.066817840849404,
                            0.052913100462739227,
                            2,
                            -8.992055277339706,
                            3,
                            10,
                            15
                        },
                        within(1e-9));
    }

    @Test
    void halfRankOfAnEvenNumber() {
        assertThat(OutputWarp.halfRank(new double[] {1, 2, 3, 10}))
                .containsExactly(new double[] {-3.61419082449296, 0.8064085496908326, 3, 10}, within(1e-9));
    }

    @Test
    void halfRankWhereAllGoodOnesAreEqual() {
        assertThat(OutputWarp.halfRank(new double[] {5, 5, 5, 1, 0}))
                .containsExactly(new double[] {5, 5, 5, 3.061372323277219, 0.2623018591604902}, within(1e-9));
    }

    @Test
    void logWarpMapsToPlusMinusHalf() {
        assertThat(OutputWarp.logWarp(new double[] {10, 8, 5, 0}))
                .containsExactly(new double[] {0.5, 0.26493617354887333, -0.050339713213208515, -0.5}, within(1e-14));
    }

    @Test
    void theInfeasibleLieBelowAndTheMeanIsZero() {
        // Two warped values ±½: bad = −½ − (½·1 + 1) = −2; feasible share (½+2)/(1+2+3) = 5/12, mean of the feasible 0;
        // shift = −(0·5/12 − 2·7/12) = 7/6.
        OutputWarp.Warped warped = OutputWarp.warp(new double[] {0.2, 0.1}, 3);
        // Half-rank first: the median is the midpoint, so the worse lies at m − σ_g·0.674489…; any two values map to
        // ±½.
        assertThat(warped.values()).containsExactly(new double[] {-0.5 + 7 / 6.0, 0.5 + 7 / 6.0}, within(1e-14));
        assertThat(warped.infeasible()).isCloseTo(-2 + 7 / 6.0, within(1e-14));
    }

    @Test
    void lossesOverManyDecadesAreComparedByTheirLogarithms() {
        assertThat(scaled(new double[] {1e-300, 1e-200, 1e300}))
                .containsExactly(
                        new double[] {-300 * Math.log(10), -200 * Math.log(10), 300 * Math.log(10)}, within(1e-9));
        // Less than a decade in the better half, or not all positive: as they are, scaled by the largest.
        assertThat(scaled(new double[] {0.5, 2, 4})).containsExactly(0.125, 0.5, 1);
        assertThat(scaled(new double[] {-0.9, -0.1, 0})).containsExactly(new double[] {-1, -1 / 9.0, 0}, within(1e-15));
    }

    @Test
    void extremeScoresStayFinite() {
        double[][] all = {
            {1e300, -1e300, 0},
            {1e-300, 2e-300, 1e-300},
            {0, 0, 0},
            {7},
            {Double.MAX_VALUE, -Double.MAX_VALUE},
            {Double.MIN_VALUE, Double.MAX_VALUE, 1}
        };
        for (double[] scores : all) {
            OutputWarp.Warped warped = OutputWarp.warp(scores, 1);
            assertThat(Arrays.stream(warped.values()).allMatch(Double::isFinite))
                    .isTrue();
            assertThat(warped.infeasible())
                    .isLessThan(Arrays.stream(warped.values()).min().orElseThrow());
        }
        assertThat(OutputWarp.warp(new double[0], 2).values()).isEmpty();
    }

    @Test
    void keepsTheOrder() {
        double[] scores = {3, 1, 2, 9, 4, 4.5, 100, 7};
        double[] values = OutputWarp.warp(scores, 0).values();
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (scores[i] < scores[j]) {
                    assertThat(values[i]).isGreaterThan(values[j]);
                }
            }
        }
    }

    @Test
    void theInverseLeadsBackToScores() {
        double[][] all = {
            {3, 1, 2, 9, 4, 4.5, 100, 7}, {-0.91, -0.9, -0.1, -0.85, -0.91}, {1e-9, 3e-7, 2e-3, 5, 8e4}, {0, 0, 0}, {7}
        };
        for (double[] scores : all) {
            for (int infeasible : new int[] {0, 3}) {
                OutputWarp.Warped warped = OutputWarp.warp(scores, infeasible);
                DoubleUnaryOperator inverse = OutputWarp.inverse(scores, warped);
                for (int i = 0; i < scores.length; i++) {
                    assertThat(inverse.applyAsDouble(warped.values()[i]))
                            .isCloseTo(scores[i], within(1e-9 * Math.abs(scores[i])));
                }
            }
        }
    }

    @Test
    void theInverseKeepsTheOrderBetweenAndBeyondScores() {
        double[] scores = {3, 1, 2, 9, 4, 4.5, 100, 7};
        OutputWarp.Warped warped = OutputWarp.warp(scores, 0);
        DoubleUnaryOperator inverse = OutputWarp.inverse(scores, warped);
        double best = Arrays.stream(warped.values()).max().orElseThrow();
        double worst = Arrays.stream(warped.values()).min().orElseThrow();
        double before = inverse.applyAsDouble(worst);
        for (int i = 1; i <= 100; i++) {
            double score = inverse.applyAsDouble(worst + (best + 0.2 - worst) * i / 100);
            assertThat(score).isLessThan(before);
            before = score;
        }
        assertThat(before).as("better than the best").isLessThan(1);
        assertThat(inverse.applyAsDouble(worst - 5))
                .as("no worse than the worst")
                .isEqualTo(100);
    }

    private static double[] scaled(double[] scores) {
        return ScoreScale.of(scores).scaled(scores);
    }
}
