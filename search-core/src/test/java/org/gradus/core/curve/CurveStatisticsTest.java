package org.gradus.core.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Expected figures without a formula beside them are those of NumPy 2.4 and SciPy 1.17. */
class CurveStatisticsTest {
    private static final double[] SAMPLE = {3.1, -2.0, 7.5, 0.25, 7.5, 1e-3, 42.0};

    @Test
    void medianIsThatOfNumpy() {
        assertThat(CurveStatistics.median(SAMPLE)).isEqualTo(3.1);
        assertThat(CurveStatistics.median(new double[] {3.1, -2.0, 7.5, 0.25, 7.5, 1e-3}))
                .isEqualTo(1.675);
        assertThat(CurveStatistics.median(new double[] {5})).isEqualTo(5);
        assertThat(CurveStatistics.median(new double[0])).isNaN();
        assertThat(CurveStatistics.median(new double[] {1, Double.NaN, 3})).isNaN();
        assertThat(CurveStatistics.median(new double[] {1, Double.POSITIVE_INFINITY, 3}))
                .isEqualTo(3);
    }

    /** scipy.stats.linregress(range(7), x).slope. */
    @Test
    void slopeIsThatOfScipy() {
        assertThat(CurveStatistics.slope(SAMPLE)).isCloseTo(4.310785714285714, within(1e-14));
        assertThat(CurveStatistics.slope(new double[] {5, 2})).isEqualTo(-3);
        assertThat(CurveStatistics.slope(new double[] {1})).isNaN();
        assertThat(CurveStatistics.slope(new double[] {1, Double.NaN, 2})).isNaN();
    }

    /** median(abs(diff(x, 2))) / norm.ppf(3/4) / sqrt(6). */
    @Test
    void noiseIsThatOfNumpy() {
        assertThat(CurveStatistics.noise(SAMPLE)).isCloseTo(8.927124592035787, within(1e-14));
        assertThat(CurveStatistics.noise(new double[] {1, 2, 3})).isNaN();
    }

    @Test
    void straightTrendIsNoNoise() {
        double[] line = IntStream.range(0, 20).mapToDouble(i -> 8 - 0.25 * i).toArray();
        assertThat(CurveStatistics.noise(line)).isZero();
    }

    /**
     * A MAD of n = 2000 independent values has a relative standard deviation of sqrt(1.36 / n) = 2.6 %; neighbouring second
     * differences are correlated, which makes it about 1.5 times that. A bound of 25 % lies six standard deviations away, so
     * the odds of a false failure are below 1 to 10^6 for all fifty seeds together.
     */
    @ParameterizedTest
    @MethodSource("org.gradus.core.testkit.TestSeeds#fifty")
    void whiteNoiseOnATrendIsFound(int seed) {
        RandomGenerator random = new SplittableRandom(seed);
        double sigma = Math.pow(10, random.nextDouble(-3, 3));
        double trend = sigma * random.nextDouble(-1, 1);
        double[] series = IntStream.range(0, 2002)
                .mapToDouble(i -> trend * i + sigma * random.nextGaussian())
                .toArray();
        assertThat(CurveStatistics.noise(series)).isCloseTo(sigma, within(0.25 * sigma));
    }

    @Test
    void smallestIsTheFirstFiniteOne() {
        assertThat(CurveStatistics.indexOfMin(new double[] {Double.NaN, 3, 1, 1, Double.NEGATIVE_INFINITY}))
                .isEqualTo(2);
        assertThat(CurveStatistics.indexOfMin(new double[] {Double.NaN})).isEqualTo(-1);
        assertThat(CurveStatistics.indexOfMin(new double[0])).isEqualTo(-1);
    }

    @Test
    void dropsAreCountedFromEachLocalMaximumToTheMinimumAfterIt() {
        double[] swinging = {0.1, 0.8, 0.5, 0.7, 0.6, 0.9, 0.9, 0.7, 0.4};
        assertThat(CurveStatistics.drops(swinging, 0.05)).isEqualTo(3);
        assertThat(CurveStatistics.drops(swinging, 0.25)).isEqualTo(2);
        assertThat(CurveStatistics.drops(swinging, 0.45)).isEqualTo(1);
        assertThat(CurveStatistics.drops(swinging, 0.55)).isZero();
    }

    @Test
    void climbIsNoDropAndDropAtTheEndIsOne() {
        assertThat(CurveStatistics.drops(new double[] {0.1, 0.5, 0.8, 0.9}, 0.03))
                .isZero();
        assertThat(CurveStatistics.drops(new double[] {0.1, 0.5, 0.8, 0.1}, 0.03))
                .isEqualTo(1);
        assertThat(CurveStatistics.drops(new double[] {0.9, 0.8, 0.8, 0.7}, 0.03))
                .isEqualTo(1);
        assertThat(CurveStatistics.drops(new double[] {0.5}, 0.03)).isZero();
        assertThat(CurveStatistics.drops(new double[0], 0.03)).isZero();
    }
}
