package org.gradus.core.rangetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Expected values: {@code AvgSmoothLoss}, the stop of {@code LRFinder}, the trimming of {@code lr_find} and the functions
 * valley, slide, steep and minimum of fastai 2.8.12, run in Python on the same numbers.
 */
class NamedRulesTest {
    private static final Offset<Double> TINY = within(1e-12);

    private static final double[] LOSSES = {
        2.2995, 2.319, 2.2937, 2.2797, 2.3072, 2.312, 2.2801, 2.2789, 2.3041, 2.2885, 2.252, 2.2545, 2.2573, 2.2061,
        2.1475, 2.1165, 2.0488, 1.9179, 1.7894, 1.6734, 1.5106, 1.3239, 1.1901, 1.0901, 0.9696, 0.8708, 0.8374, 0.8105,
        0.7535, 0.7261, 0.7422, 0.7324, 0.6963, 0.7001, 0.8749, 1.3077, 2.0327, 3.1031, 4.4708, 6.0944
    };

    @Test
    void agreeWithFastaiOnSmoothedLosses() {
        double[] rates = IntStream.range(0, 40)
                .mapToDouble(k -> Math.pow(10, -5 + k * 0.125))
                .toArray();
        NamedRules rules = NamedRules.ofSmoothed(rates, LOSSES);
        assertThat(rules.valley().orElseThrow()).isCloseTo(0.0031622776601683794, TINY);
        assertThat(rules.slide().orElseThrow()).isCloseTo(1e-5, TINY);
        assertThat(rules.steep().orElseThrow()).isCloseTo(0.0031622776601683794, TINY);
        assertThat(rules.minimum().orElseThrow()).isCloseTo(0.01, TINY);
    }

    @Test
    void agreeWithFastaiOnRawLosses() {
        assertRules(
                NamedRules.of(RATES, raw()),
                0.003715352290971728,
                0.018620871366628693,
                0.025703957827688646,
                0.039810717055349776);
    }

    private static final double[] RATES = IntStream.range(0, 100)
            .mapToDouble(k -> Math.pow(10, -6 + k * 0.07))
            .toArray();

    private static double[] raw() {
        return IntStream.range(0, 100).mapToDouble(NamedRulesTest::raw).toArray();
    }

    private static double raw(int k) {
        double loss = 2.3
                - 1.9 / (1 + Math.exp(-(k - 55) / 5.0))
                + (k > 80 ? Math.exp((k - 80) * 0.7) : 0)
                + 0.05 * Math.cos(k * 2.3);
        return Math.round(loss * 1e4) / 1e4;
    }

    private static void assertRules(NamedRules rules, double valley, double slide, double steep, double minimum) {
        Offset<Double> rounding = within(1e-9);
        assertThat(rules.valley().orElseThrow() / valley).isCloseTo(1, rounding);
        assertThat(rules.slide().orElseThrow() / slide).isCloseTo(1, rounding);
        assertThat(rules.steep().orElseThrow() / steep).isCloseTo(1, rounding);
        assertThat(rules.minimum().orElseThrow() / minimum).isCloseTo(1, rounding);
    }

    @Test
    void agreeWithFastaiOnLossesThatBecomeNan() {
        double[] losses = raw();
        Arrays.fill(losses, 70, 100, Double.NaN);
        NamedRules rules = NamedRules.of(RATES, losses);
        assertRules(rules, 0.0014125375446227555, 0.0001071519305237607, 0.025703957827688646, 0.006760829753919818);
    }

    @Test
    void agreeWithFastaiOnLossesThatBecomeInfinite() {
        double[] losses = raw();
        losses[70] = Double.POSITIVE_INFINITY;
        NamedRules rules = NamedRules.of(RATES, losses);
        assertRules(rules, 0.001202264434617413, 0.0001071519305237607, 0.025703957827688646, 0.0035481338923357606);
    }

    @Test
    void agreeWithFastaiOnLossesThatOnlyFallOrOnlyRise() {
        assertRules(
                NamedRules.of(
                        RATES,
                        IntStream.range(0, 100).mapToDouble(k -> 2 - 0.01 * k).toArray()),
                0.003715352290971728,
                0.33884415613920277,
                3.2359365692962876,
                0.38018939632056203);
        NamedRules rising = NamedRules.of(
                RATES, IntStream.range(0, 100).mapToDouble(k -> 1 + 0.01 * k).toArray());
        assertThat(rising.valley().orElseThrow()).isCloseTo(5.011872336272725e-06, TINY);
        assertThat(rising.minimum().orElseThrow()).isCloseTo(5.011872336272725e-07, TINY);
    }

    @Test
    void valleyIsTheLastRateWhereFastaiCountsFromTheEnd() {
        double[] rates = Arrays.copyOf(RATES, 10);
        NamedRules rules = NamedRules.ofSmoothed(rates, new double[] {2, 1, 3, 4, 5, 6, 7, 8, 9, 10});
        assertThat(rules.valley().orElseThrow()).isCloseTo(4.265795188015926e-06, TINY);
    }

    @Test
    void areEmptyWhereNegativeLossesStopFastaiAtOnce() {
        // Four times a negative loss lies below it.
        NamedRules rules = NamedRules.of(
                RATES, IntStream.range(0, 100).mapToDouble(k -> -1 - 0.01 * k).toArray());
        assertThat(rules.valley()).isEmpty();
        assertThat(rules.minimum()).isEmpty();
    }

    @Test
    void theMedianIsTakenRuleByRule() {
        OptionalDouble none = OptionalDouble.empty();
        NamedRules one = new NamedRules(OptionalDouble.of(1), none, OptionalDouble.of(5), none);
        NamedRules two = new NamedRules(OptionalDouble.of(100), none, OptionalDouble.of(3), none);
        NamedRules three = new NamedRules(OptionalDouble.of(3), OptionalDouble.of(7), OptionalDouble.of(4), none);
        assertThat(NamedRules.median(List.of(one, two, three)))
                .isEqualTo(new NamedRules(OptionalDouble.of(3), none, OptionalDouble.of(4), none));
        assertThat(NamedRules.median(List.of(one, two)).valley().orElseThrow()).isCloseTo(10, TINY);
    }

    @Test
    void areEmptyWhereFastaiHasTooFewLosses() {
        double[] rates = {1, 2, 3, 4, 5};
        assertThat(NamedRules.of(rates, new double[] {5, 4, 3, 2, 1}))
                .isEqualTo(new NamedRules(
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
        double[] more = {1, 2, 3, 4, 5, 6, 7, 8};
        NamedRules few = NamedRules.of(more, new double[] {8, 7, 6, 5, 4, 3, 2, 1});
        assertThat(few.slide()).isEmpty();
        assertThat(few.valley()).isPresent();
    }
}
