package org.gradus.core.rangetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.rangetest.SweepAnalysis.Flag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trouble put into sweeps, for ten seeds and three noises each: it is flagged, and what is healthy is not. */
class SweepDoubtsTest {
    private static final int SEEDS = 10;

    static Stream<Arguments> noises() {
        return Stream.of(0.03, 0.1, 0.2)
                .flatMap(noise -> IntStream.rangeClosed(1, SEEDS).mapToObj(seed -> Arguments.of(noise, (long) seed)));
    }

    private static SweepAnalysis analyse(MadeSweeps made, long seed) {
        return SweepAnalyser.analyse(made.sweeps(3, seed));
    }

    @ParameterizedTest
    @MethodSource("noises")
    void healthySweepsAreConfident(double noise, long seed) {
        SweepAnalysis analysis = analyse(MadeSweeps.healthy(noise), seed);
        assertThat(analysis.flags()).isEmpty();
        assertThat(Math.log10(analysis.steep().orElseThrow().value())).isCloseTo(-2.5, within(0.4));
        assertThat(Math.log10(analysis.unstable().orElseThrow().value())).isCloseTo(MadeSweeps.EDGE, within(0.25));
    }

    @ParameterizedTest
    @MethodSource("noises")
    void aSingleHealthySweepIsConfidentToo(double noise, long seed) {
        assertThat(SweepAnalyser.analyse(MadeSweeps.healthy(noise).sweeps(1, seed))
                        .flags())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("noises")
    void aTrainedNetworkIsFlat(double noise, long seed) {
        SweepAnalysis analysis = analyse(MadeSweeps.healthy(noise).loss(x -> x < MadeSweeps.EDGE ? 0.6 : 9), seed);
        assertThat(analysis.flags()).contains(Flag.FLAT).doesNotContain(Flag.UNSTABLE_AT_START, Flag.NEVER_UNSTABLE);
        // Rates that break the network are not suggested.
        assertThat(analysis.interval().map(RateInterval::high).orElse(0.0)).isLessThan(Math.pow(10, MadeSweeps.EDGE));
    }

    @ParameterizedTest
    @MethodSource("noises")
    void anEarlySpikeIsFlagged(double noise, long seed) {
        List<LearningCurve> sweeps = new ArrayList<>(MadeSweeps.healthy(noise).sweeps(3, seed));
        sweeps.set(1, MadeSweeps.with(sweeps.get(1), 20 + (int) seed, 50));
        SweepAnalysis analysis = SweepAnalyser.analyse(sweeps);
        assertThat(analysis.flags()).containsExactly(Flag.SPIKE);
        assertThat(Math.log10(analysis.unstable().orElseThrow().value())).isCloseTo(MadeSweeps.EDGE, within(0.25));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void nanFromTheFirstStepIsUnstableAtTheStart(int points) {
        // A trainer ends a sweep at its first NaN, so there may be no second rate.
        LearningCurve sweep = LearningCurve.of(IntStream.rangeClosed(1, points)
                .mapToObj(i -> CurvePoint.ofBatch(i, i * 1e-3, Double.NaN))
                .toList());
        SweepAnalysis analysis = SweepAnalyser.analyse(List.of(sweep, sweep, sweep));
        assertThat(analysis.flags()).containsExactlyInAnyOrder(Flag.UNSTABLE_AT_START, Flag.NO_FINITE_LOSS);
        assertThat(analysis.interval()).isEmpty();
        assertThat(analysis.words())
                .isEqualTo("No rate can be suggested: fewer than 3 losses of most sweeps are finite numbers.");
        assertThat(analysis.median()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("noises")
    void nanFromTheFirstStepOfOneSweepIsADisagreement(double noise, long seed) {
        List<LearningCurve> sweeps = new ArrayList<>(MadeSweeps.healthy(noise).sweeps(2, seed));
        sweeps.add(LearningCurve.of(List.of(CurvePoint.ofBatch(1, 1e-6, Double.NaN))));
        assertThat(SweepAnalyser.analyse(sweeps).flags()).containsExactly(Flag.DISAGREEING_SWEEPS);
    }

    @ParameterizedTest
    @MethodSource("noises")
    void aRangeThatEndsBeforeAnythingIsLearnedIsTooLow(double noise, long seed) {
        SweepAnalysis analysis = analyse(MadeSweeps.healthy(noise).range(-8, -4.5), seed);
        assertThat(analysis.flags()).contains(Flag.NO_DESCENT, Flag.NEVER_UNSTABLE);
    }

    @ParameterizedTest
    @MethodSource("noises")
    void aRangeThatEndsOnTheSlopeIsNeverUnstable(double noise, long seed) {
        SweepAnalysis analysis = analyse(MadeSweeps.healthy(noise).range(-6, -2.3), seed);
        assertThat(analysis.flags()).contains(Flag.NEVER_UNSTABLE).doesNotContain(Flag.NO_DESCENT);
    }

    @ParameterizedTest
    @MethodSource("noises")
    void aRangeAboveTheEdgeIsUnstableAtTheStart(double noise, long seed) {
        // The first loss is that of the network before any update.
        List<LearningCurve> sweeps = MadeSweeps.healthy(noise).range(0, 3).sweeps(3, seed).stream()
                .map(sweep -> MadeSweeps.with(sweep, 0, 2.3))
                .toList();
        SweepAnalysis analysis = SweepAnalyser.analyse(sweeps);
        assertThat(analysis.flags()).contains(Flag.UNSTABLE_AT_START);
        assertThat(analysis.interval()).isEmpty();
        assertThat(analysis.words()).startsWith("No rate can be suggested: the loss rises from the first rates on");
    }

    /** Most of such a sweep lies past the edge, where losses leap about: that is not the noise of its start. */
    @ParameterizedTest
    @MethodSource("noises")
    void lossesThatDoubleEveryDecadeAreUnstableAtTheStart(double noise, long seed) {
        MadeSweeps doubling = MadeSweeps.healthy(noise).loss(x -> 2.3 * Math.pow(2, x + 6));
        for (int sweeps = 1; sweeps <= 3; sweeps++) {
            SweepAnalysis analysis = SweepAnalyser.analyse(doubling.sweeps(sweeps, seed));
            assertThat(analysis.flags())
                    .contains(Flag.UNSTABLE_AT_START)
                    .doesNotContain(Flag.NO_DESCENT, Flag.FLAT, Flag.NEVER_UNSTABLE);
            assertThat(analysis.interval()).isEmpty();
            assertThat(analysis.words()).startsWith("No rate can be suggested: the loss rises from the first rates on");
        }
    }

    @ParameterizedTest
    @MethodSource("noises")
    void aNoisyLossThatNeitherRisesNorFallsIsFlat(double noise, long seed) {
        for (double loss : new double[] {0.6, 2.2}) {
            SweepAnalysis analysis = analyse(MadeSweeps.healthy(noise).loss(x -> loss), seed);
            assertThat(analysis.flags()).contains(Flag.FLAT).doesNotContain(Flag.UNSTABLE_AT_START);
            assertThat(analysis.interval()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("noises")
    void edgesADecadeApartAreADisagreement(double noise, long seed) {
        Random random = new Random(seed);
        MadeSweeps made = MadeSweeps.healthy(noise);
        List<LearningCurve> two = List.of(
                made.sweep(random),
                made.loss(x -> x < MadeSweeps.EDGE - 1 ? MadeSweeps.learning(x) : 9)
                        .sweep(random));
        SweepAnalysis analysis = SweepAnalyser.analyse(two);
        assertThat(analysis.flags()).contains(Flag.DISAGREEING_SWEEPS);
        assertThat(Math.log10(analysis.unstable().orElseThrow().low())).isCloseTo(MadeSweeps.EDGE - 1, within(0.25));
        assertThat(Math.log10(analysis.unstable().orElseThrow().high())).isCloseTo(MadeSweeps.EDGE, within(0.25));
    }

    @ParameterizedTest
    @MethodSource("noises")
    void twelveStepsAreTooFew(double noise, long seed) {
        assertThat(analyse(MadeSweeps.healthy(noise).steps(12), seed).flags()).contains(Flag.TOO_FEW_STEPS);
        // So they are where they lie close together.
        assertThat(analyse(MadeSweeps.healthy(noise).range(-3, -2).steps(12), seed)
                        .flags())
                .contains(Flag.TOO_FEW_STEPS);
    }

    @Test
    void twoLossesAreTooFewAndNotUnstable() {
        SweepAnalysis analysis = analyse(MadeSweeps.healthy(0).steps(2), 1);
        assertThat(analysis.flags()).contains(Flag.TOO_FEW_STEPS).doesNotContain(Flag.UNSTABLE_AT_START);
        assertThat(analysis.interval()).isEmpty();
        assertThat(analysis.words()).startsWith("No rate can be suggested: there are fewer than 8 steps a decade");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1, 1e300, -1e300, 1e-300})
    void aConstantLossIsFlat(double loss) {
        SweepAnalysis analysis = analyse(MadeSweeps.healthy(0).loss(x -> loss), 1);
        assertThat(analysis.flags()).contains(Flag.FLAT, Flag.NO_DESCENT, Flag.NEVER_UNSTABLE);
        assertThat(analysis.interval()).isEmpty();
        assertThat(analysis.median()).allMatch(Double::isFinite);
    }

    /** What is no sweep of a network that learns: no interval, but an answer with its reason. */
    static Stream<Arguments> oddSweeps() {
        return Stream.of(
                Arguments.of("NaN throughout", (DoubleUnaryOperator) x -> Double.NaN, Flag.NO_FINITE_LOSS),
                Arguments.of(
                        "infinite from the start",
                        (DoubleUnaryOperator) x -> Double.POSITIVE_INFINITY,
                        Flag.NO_FINITE_LOSS),
                Arguments.of(
                        "one finite loss",
                        (DoubleUnaryOperator) x -> x < -5.95 ? 2.3 : Double.NaN,
                        Flag.NO_FINITE_LOSS),
                Arguments.of(
                        "two finite losses",
                        (DoubleUnaryOperator) x -> x < -5.9 ? 2.3 : Double.NaN,
                        Flag.NO_FINITE_LOSS),
                Arguments.of(
                        "three finite losses",
                        (DoubleUnaryOperator) x -> x < -5.82 ? 2.3 : Double.NaN,
                        Flag.UNSTABLE_AT_START),
                Arguments.of(
                        "rising from the start",
                        (DoubleUnaryOperator) x -> 2.3 * Math.pow(2, x + 6),
                        Flag.UNSTABLE_AT_START),
                Arguments.of("rising slowly", (DoubleUnaryOperator) x -> 2.3 + 0.01 * x, Flag.NO_DESCENT),
                Arguments.of("flat, then NaN", (DoubleUnaryOperator) x -> x < -2 ? 2.3 : Double.NaN, Flag.NO_DESCENT),
                Arguments.of("constant", (DoubleUnaryOperator) x -> 2.3, Flag.NO_DESCENT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddSweeps")
    void withoutAFallThereIsNoInterval(String name, DoubleUnaryOperator loss, Flag flag) {
        for (int sweeps = 1; sweeps <= 3; sweeps++) {
            SweepAnalysis analysis =
                    SweepAnalyser.analyse(MadeSweeps.healthy(0).loss(loss).sweeps(sweeps, 1));
            assertThat(analysis.interval()).isEmpty();
            assertThat(analysis.flags()).contains(flag);
            assertThat(analysis.words()).startsWith("No rate can be suggested: ");
        }
    }

    /** A NaN in the middle ends a sweep there: what follows it is that of a spoilt network. */
    @Test
    void nanInTheMiddleIsWhereTheSweepBreaks() {
        SweepAnalysis analysis = SweepAnalyser.analyse(MadeSweeps.healthy(0.1).sweeps(3, 1).stream()
                .map(sweep -> MadeSweeps.with(sweep, 78, Double.NaN))
                .toList());
        // Step 78 of 109 over seven decades from 1e-6 on.
        assertThat(Math.log10(analysis.unstable().orElseThrow().value())).isCloseTo(-6 + 7 * 78 / 109.0, within(0.25));
        assertThat(analysis.interval()).isPresent();
    }

    /** Rates so near each other that nothing can happen between them. */
    @Test
    void aTinyRangeIsTooFewStepsOrNoDescent() {
        double near = -3 + 1e-9;
        SweepAnalysis analysis = analyse(MadeSweeps.healthy(0).range(-3, near), 1);
        assertThat(analysis.interval()).isEmpty();
        assertThat(analysis.flags()).contains(Flag.NO_DESCENT);
    }

    /** The landmarks do not depend on the unit of the loss, nor, where noise is large, on its zero. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-6, 1e6, 1e298})
    void anyUnitOfLossGivesTheSameLandmarks(double unit) {
        List<LearningCurve> sweeps = MadeSweeps.healthy(0.1).sweeps(3, 1);
        SweepAnalysis scaled = SweepAnalyser.analyse(
                sweeps.stream().map(s -> changed(s, unit, 0)).toList());
        SweepAnalysis plain = SweepAnalyser.analyse(sweeps);
        assertThat(scaled.unstable()).isEqualTo(plain.unstable());
        assertThat(scaled.steep()).isEqualTo(plain.steep());
        assertThat(scaled.flags()).isEqualTo(plain.flags());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-2.3, -5, -0.6})
    void negativeLossesAreRead(double shift) {
        SweepAnalysis analysis = SweepAnalyser.analyse(MadeSweeps.healthy(0.1).sweeps(3, 1).stream()
                .map(s -> changed(s, 1, shift))
                .toList());
        assertThat(Math.log10(analysis.steep().orElseThrow().value())).isCloseTo(-2.5, within(0.4));
        assertThat(Math.log10(analysis.unstable().orElseThrow().value())).isCloseTo(MadeSweeps.EDGE, within(0.25));
        assertThat(analysis.flags()).isEmpty();
    }

    private static LearningCurve changed(LearningCurve sweep, double factor, double shift) {
        return LearningCurve.of(sweep.points().stream()
                .map(p -> CurvePoint.ofBatch(p.step(), p.learningRate(), factor * (p.batchLoss() + shift)))
                .toList());
    }

    @Test
    void ratesMayStandStill() {
        List<CurvePoint> points = new ArrayList<>();
        for (CurvePoint point : MadeSweeps.healthy(0.1).sweep(new Random(1)).points()) {
            points.add(CurvePoint.ofBatch(2 * point.step() - 1, point.learningRate(), point.batchLoss()));
            points.add(CurvePoint.ofBatch(2 * point.step(), point.learningRate(), point.batchLoss()));
        }
        SweepAnalysis analysis = SweepAnalyser.analyse(List.of(LearningCurve.of(points)));
        assertThat(Math.log10(analysis.unstable().orElseThrow().value())).isCloseTo(MadeSweeps.EDGE, within(0.25));
    }

    @Test
    void aHundredThousandLossesAreRead() {
        SweepAnalysis analysis = analyse(MadeSweeps.healthy(0.1).steps(100_000), 1);
        assertThat(Math.log10(analysis.unstable().orElseThrow().value())).isCloseTo(MadeSweeps.EDGE, within(0.1));
        assertThat(analysis.rules().valley()).isPresent();
    }
}
