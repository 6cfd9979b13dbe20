package org.gradus.core.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulesTest {
    private static final LearningRate PEAK = new LearningRate(0.1);

    private static double[] rates(LearningRateSchedule schedule, int totalSteps) {
        return LongStream.rangeClosed(1, totalSteps)
                .mapToDouble(step -> schedule.at(step, totalSteps))
                .toArray();
    }

    private static Stream<LearningRateSchedule> all() {
        return Stream.concat(
                ScheduleFamily.all().values().stream()
                        .map(family -> family.forPeak().apply(PEAK)),
                Stream.of(
                        new Schedules.Ramp(new LearningRate(1e-7), PEAK),
                        new Schedules.WarmUp(0.5, new Schedules.OneCycle(PEAK, 0.3, 25, 1e4))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyRateIsPositiveAndNotAboveThePeak(LearningRateSchedule schedule) {
        for (int totalSteps : new int[] {1, 2, 3, 4, 10, 99, 1000}) {
            for (double rate : rates(schedule, totalSteps)) {
                assertThat(rate).isPositive().isLessThanOrEqualTo(0.1 * (1 + 1e-15));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void stepsOutsideTheTrainingAreRefused(LearningRateSchedule schedule) {
        for (long step : new long[] {0, -1, 11}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> schedule.at(step, 10))
                    .withMessage("a schedule of 10 steps has no step " + step + "; steps count from 1");
        }
    }

    @Test
    void constantNeverChanges() {
        assertThat(rates(new Schedules.Constant(PEAK), 5)).containsOnly(0.1);
    }

    @Test
    void stepFallsAtEqualDistances() {
        assertThat(rates(new Schedules.Step(new LearningRate(1), 0.5, 2), 9))
                .containsExactly(1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25);
        assertThat(rates(new Schedules.Step(new LearningRate(1), 0.5, 1), 5)).containsExactly(1, 1, 1, 0.5, 0.5);
    }

    @Test
    void exponentialFallsByTheSameFactor() {
        double[] rates = rates(new Schedules.Exponential(new LearningRate(1), 0.01), 5);
        double[] expected = {1, 0.31622776601683794, 0.1, 0.03162277660168379, 0.01};
        assertThat(rates).containsExactly(expected, within(1e-16));
        assertThat(rates[0]).isEqualTo(1);
        assertThat(rates[4]).isEqualTo(0.01);
    }

    /** PyTorch's CosineAnnealingLR in closed form with eta_max 1, eta_min 0.001 and T_max 9, evaluated by Python. */
    @Test
    void cosineIsThatOfPyTorch() {
        double[] expected = {
            1.0,
            0.9698764640825612,
            0.8831391993379295,
            0.75025,
            0.5872372647446318,
            0.41376273525536833,
            0.2507500000000001,
            0.11786080066207054,
            0.031123535917438796,
            0.001
        };
        assertThat(rates(new Schedules.Cosine(new LearningRate(1), 0.001), 10))
                .containsExactly(expected, within(1e-15));
    }

    /** The formula of PyTorch's OneCycleLR (anneal_strategy cos, two phases) with max_lr 0.1, evaluated by Python. */
    @Test
    void oneCycleIsThatOfPyTorch() {
        double[] expected = {
            0.0040000000000000036,
            0.052000000000000005,
            0.1,
            0.09504846320134738,
            0.0811745653949763,
            0.06112620219362893,
            0.03887419780637107,
            0.0188258346050237,
            0.004951936798652629,
            4e-07
        };
        assertThat(rates(new Schedules.OneCycle(PEAK, 0.3, 25, 1e4), 10)).containsExactly(expected, within(1e-16));
        Schedules.OneCycle longer = new Schedules.OneCycle(new LearningRate(1), 0.3, 25, 1e4);
        assertThat(longer.at(8, 100)).isCloseTo(0.17152216387689723, within(1e-15));
        assertThat(longer.at(29, 100)).isCloseTo(0.9971862194340926, within(1e-15));
        assertThat(longer.at(31, 100)).isCloseTo(0.9994965352845243, within(1e-15));
        assertThat(longer.at(61, 100)).isCloseTo(0.5892800902855287, within(1e-15));
    }

    @ParameterizedTest
    @MethodSource("org.gradus.core.testkit.TestSeeds#fifty")
    void endsAreExact(int seed) {
        RandomGenerator random = new SplittableRandom(seed);
        double first = Math.pow(10, random.nextDouble(-9, 1));
        double last = Math.pow(10, random.nextDouble(-9, 1));
        LearningRate peak = new LearningRate(first);
        int steps = random.nextInt(2, 3000);
        Schedules.Ramp ramp = new Schedules.Ramp(peak, new LearningRate(last));
        assertThat(ramp.at(1, steps)).isEqualTo(first);
        assertThat(ramp.at(steps, steps)).isEqualTo(last);
        double share = random.nextDouble(1e-6, 1);
        Schedules.Cosine cosine = new Schedules.Cosine(peak, share);
        assertThat(cosine.at(1, steps)).isEqualTo(first);
        assertThat(cosine.at(steps, steps)).isEqualTo(first * share);
        assertThat(new Schedules.OneCycle(peak, 0.3, 25, 1e4).at(steps, steps)).isEqualTo(first / 25 / 1e4);
    }

    @Test
    void oneCycleReachesItsPeak() {
        Schedules.OneCycle cycle = new Schedules.OneCycle(PEAK, 0.25, 25, 1e4);
        assertThat(cycle.at(10, 40)).isEqualTo(0.1);
        assertThat(cycle.at(1, 40)).isCloseTo(0.004, within(1e-17));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void oneCycleOfATrainingTooShortToRiseBeginsAtThePeak(int steps) {
        Schedules.OneCycle cycle = new Schedules.OneCycle(PEAK, 0.3, 25, 1e4);
        assertThat(cycle.at(1, steps)).isEqualTo(0.1);
    }

    @Test
    void rampClimbsByTheSameFactor() {
        double[] rates = rates(new Schedules.Ramp(new LearningRate(1e-6), new LearningRate(10)), 8);
        for (int i = 0; i < 8; i++) {
            double expected = Math.pow(10, i - 6);
            assertThat(rates[i]).isCloseTo(expected, within(1e-14 * expected));
        }
    }

    @Test
    void rampSpansAllNumbersOfADouble() {
        Schedules.Ramp ramp = new Schedules.Ramp(new LearningRate(1e-300), new LearningRate(1e300));
        assertThat(ramp.at(2, 3)).isCloseTo(1, within(1e-12));
    }

    @Test
    void warmUpClimbsLinearlyAndThenFollows() {
        LearningRateSchedule schedule = new Schedules.WarmUp(0.4, new Schedules.Constant(new LearningRate(1)));
        assertThat(rates(schedule, 10))
                .containsExactly(new double[] {0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1, 1}, within(1e-16));
        Schedules.Cosine cosine = new Schedules.Cosine(PEAK, 0.001);
        assertThat(new Schedules.WarmUp(0.4, cosine).at(7, 10)).isEqualTo(cosine.at(7, 10));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 2, Double.NaN, Double.POSITIVE_INFINITY})
    void sharesLieBetweenZeroAndOne(double share) {
        String tail = " must be in (0, 1), but was " + share;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedules.Step(PEAK, share, 2))
                .withMessage("factor" + tail);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedules.Exponential(PEAK, share))
                .withMessage("finalFactor" + tail);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedules.Cosine(PEAK, share))
                .withMessage("finalFactor" + tail);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedules.OneCycle(PEAK, share, 25, 1e4))
                .withMessage("rise" + tail);
        Schedules.Constant constant = new Schedules.Constant(PEAK);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedules.WarmUp(share, constant))
                .withMessage("share" + tail);
    }

    @Test
    void otherSettingsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedules.Step(PEAK, 0.5, 0))
                .withMessage("drops must be at least 1, but was 0");
        for (double divisor : new double[] {1, 0, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Schedules.OneCycle(PEAK, 0.3, divisor, 10))
                    .withMessageContaining("the divisors of a cycle must be above 1 and finite");
        }
    }
}
