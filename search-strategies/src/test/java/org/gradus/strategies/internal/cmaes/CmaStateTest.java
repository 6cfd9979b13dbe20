package org.gradus.strategies.internal.cmaes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected numbers are those of the Python package cmaes 0.13.1. */
class CmaStateTest {
    private static final int SEEDS = 50;

    /** cmaes adds 10⁻⁸ to the squared norms that it divides by. */
    private static final Offset<Double> ROUNDING = within(1e-8);

    @ParameterizedTest
    @CsvSource({
        "1, 4, 2, 1.459789888852586, 0.46379186818956736, 1.4637918681895674, 0.6894039888609658, 0.2963055195692892,"
                + " 0.027690800889192044, 0.7976190476190477",
        "2, 6, 3, 2.0286114646100617, 0.44620498737831715, 1.4462049873783172, 0.6245545390268264, 0.1548153998964136,"
                + " 0.057859085071916304, 1.254272742818995",
        "5, 8, 4, 2.6001788261131793, 0.3650883760934854, 1.3650883760934853, 0.4501995579928079, 0.047292304159400896,"
                + " 0.03816916070385781, 2.1285237557247996",
        "10, 10, 5, 3.1672992814107026, 0.2844285879463675, 1.2844285879463675, 0.29499038303562225,"
                + " 0.015283824524751714, 0.02015428276120838, 3.0847265651690123"
    })
    void constantsAreThoseOfTheTutorial(
            int n,
            int lambda,
            int mu,
            double muEff,
            double cSigma,
            double dSigma,
            double cc,
            double c1,
            double cMu,
            double chi) {
        CmaConstants constants = CmaConstants.of(n);
        assertThat(constants.lambda()).isEqualTo(lambda);
        assertThat(constants.mu()).isEqualTo(mu);
        assertThat(new double[] {
                    constants.muEff(),
                    constants.cSigma(),
                    constants.dSigma(),
                    constants.cc(),
                    constants.c1(),
                    constants.cMu(),
                    constants.chi()
                })
                .containsExactly(new double[] {muEff, cSigma, dSigma, cc, c1, cMu, chi}, within(1e-12));
    }

    @Test
    void weightsBeyondTheParentsAreNegative() {
        double[] two = {
            0.6370425712412168,
            0.28457025743803294,
            0.07838717132075033,
            -0.28638378259655295,
            -0.7649580940851276,
            -1.1559817781589212
        };
        assertThat(CmaConstants.of(2).weights()).containsExactly(two, within(1e-12));
        double[] one = {0.8041628599327295, 0.19583714006727054, -0.5500162853285433, -1.417877593820792};
        assertThat(CmaConstants.of(1).weights()).containsExactly(one, within(1e-12));
    }

    @Test
    void threeGenerationsLeadWhereTheyLeadInPython() {
        CmaState state = CmaState.around(CmaConstants.of(2), new double[] {0.5, 0.5}, 1.0 / 6)
                .next(points(0.3, 0.6, 0.45, 0.62, 0.5, 0.4, 0.7, 0.55, 0.6, 0.2, 0.9, 0.8))
                .next(points(0.35, 0.61, 0.4, 0.5, 0.31, 0.7, 0.55, 0.6, 0.2, 0.45, 0.7, 0.7))
                .next(points(0.33, 0.65, 0.36, 0.6, 0.3, 0.58, 0.42, 0.66, 0.25, 0.7, 0.5, 0.5));
        assertThat(state.mean()).containsExactly(new double[] {0.3361854925835185, 0.6302843851356459}, ROUNDING);
        assertThat(state.step()).isCloseTo(0.12427496353065035, ROUNDING);
        assertThat(state.covariance()[0])
                .containsExactly(new double[] {0.6081040192328447, -0.1809220372499828}, ROUNDING);
        assertThat(state.covariance()[1])
                .containsExactly(new double[] {-0.1809220372499828, 0.6711174173494163}, ROUNDING);
    }

    private static List<double[]> points(double... coordinates) {
        return IntStream.range(0, coordinates.length / 2)
                .mapToObj(i -> new double[] {coordinates[2 * i], coordinates[2 * i + 1]})
                .toList();
    }

    /** Budgets are twice what Hansen (2016, appendix C and the runs of his reference code) needs in five dimensions. */
    @Test
    void reachesTheBottomOfSphereEllipsoidAndRosenbrock() {
        assertThat(arrivals(CmaStateTest::sphere, 250)).isEqualTo(SEEDS);
        assertThat(arrivals(CmaStateTest::ellipsoid, 600)).isEqualTo(SEEDS);
        // Rosenbrock has a second, local minimum from four dimensions on, where a few searches end.
        assertThat(arrivals(CmaStateTest::rosenbrock, 800)).isGreaterThanOrEqualTo(40);
    }

    /** How many of the seeds come below 10⁻⁹ within this number of generations of eight points. */
    private static long arrivals(ToDoubleFunction<double[]> function, int generations) {
        return LongStream.range(0, SEEDS)
                .filter(seed -> lowest(function, generations, seed) < 1e-9)
                .count();
    }

    private static double lowest(ToDoubleFunction<double[]> function, int generations, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        CmaConstants constants = CmaConstants.of(5);
        CmaState state = CmaState.around(constants, new double[5], 0.5);
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < generations && lowest >= 1e-9; i++) {
            CmaState now = state;
            List<double[]> points = Stream.generate(() -> now.sample(random))
                    .limit(constants.lambda())
                    .sorted(Comparator.comparingDouble(function))
                    .toList();
            lowest = Math.min(lowest, function.applyAsDouble(points.get(0)));
            state = now.next(points);
        }
        return lowest;
    }

    private static double sphere(double[] x) {
        return Arrays.stream(x).map(c -> (c - 1) * (c - 1)).sum();
    }

    private static double ellipsoid(double[] x) {
        return IntStream.range(0, x.length)
                .mapToDouble(i -> Math.pow(1e6, i / (x.length - 1.0)) * Math.pow(x[i] - 1, 2))
                .sum();
    }

    private static double rosenbrock(double[] x) {
        return IntStream.range(0, x.length - 1)
                .mapToDouble(i -> 100 * Math.pow(x[i] * x[i] - x[i + 1], 2) + Math.pow(x[i] - 1, 2))
                .sum();
    }
}
