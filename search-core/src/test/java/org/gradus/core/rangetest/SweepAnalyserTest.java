package org.gradus.core.rangetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.rangetest.SweepAnalysis.Flag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepAnalyserTest {
    private static final int STEPS = 78;

    /** Falls from 2.3 to 0.5 around 1e-3, steepest there, and leaps far above its start at 10^-0.5. */
    private static double textbook(double logRate) {
        double fall = 2.3 - 1.8 / (1 + Math.exp(-(logRate + 3) / 0.25));
        return logRate < -0.5 ? fall : 40;
    }

    private static LearningCurve sweep(int steps, DoubleUnaryOperator loss, double noise, Random random) {
        List<CurvePoint> points = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            double logRate = -6 + 6.5 * i / (steps - 1);
            double value = loss.applyAsDouble(logRate) + noise * random.nextGaussian();
            points.add(CurvePoint.ofBatch(i + 1, Math.pow(10, logRate), value));
        }
        return LearningCurve.of(points);
    }

    private static SweepAnalysis analyse(long seed, int sweeps, double noise, DoubleUnaryOperator loss) {
        Random random = new Random(seed);
        List<LearningCurve> curves = new ArrayList<>();
        for (int i = 0; i < sweeps; i++) {
            curves.add(sweep(STEPS, loss, noise, random));
        }
        return SweepAnalyser.analyse(curves);
    }

    @Test
    void findsTheLandmarksOfACurveWithoutNoise() {
        SweepAnalysis analysis = analyse(1, 1, 0, SweepAnalyserTest::textbook);
        // The curve is symmetric about its steepest place, 1e-3, which smoothing therefore does not move.
        assertThat(Math.log10(analysis.steep().orElseThrow().value())).isCloseTo(-3, within(0.05));
        // A leap of any height, cut at the initial loss and smoothed, passes half of the way where it is.
        assertThat(Math.log10(analysis.unstable().orElseThrow().value())).isCloseTo(-0.5, within(0.1));
        // It has fallen by two per cent of 2.3 (there is no noise) where 1.8/(1+e^(-(x+3)/0.25)) = 0.046, at -3.91;
        // smoothing by 0.3 decades makes the foot of the fall longer.
        assertThat(Math.log10(analysis.learn().orElseThrow().value())).isBetween(-4.3, -3.9);
        assertThat(Math.log10(analysis.min().orElseThrow().value())).isBetween(-2.0, -0.8);
        RateInterval interval = analysis.interval().orElseThrow();
        assertThat(interval.low()).isEqualTo(analysis.steep().orElseThrow().value() / 2);
        assertThat(interval.high())
                .isEqualTo(Math.min(
                        2 * analysis.min().orElseThrow().value(),
                        analysis.unstable().orElseThrow().value() / 3));
        assertThat(analysis.flags()).isEmpty();
        assertThat(analysis.confident()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noiseMovesTheLandmarksLittleAndTheirSpreadSaysHowMuch(long seed) {
        SweepAnalysis analysis = analyse(seed, 3, 0.15, SweepAnalyserTest::textbook);
        assertThat(Math.log10(analysis.steep().orElseThrow().value())).isCloseTo(-3, within(0.3));
        assertThat(Math.log10(analysis.unstable().orElseThrow().value())).isCloseTo(-0.5, within(0.15));
        assertThat(Math.log10(analysis.learn().orElseThrow().value())).isBetween(-4.2, -3.1);
        SweepAnalysis.Landmark steep = analysis.steep().orElseThrow();
        assertThat(steep.high()).isGreaterThan(steep.low());
        assertThat(analysis.confident()).isTrue();
    }

    @Test
    void aLossThatLeavesTheNumbersEndsTheSweep() {
        SweepAnalysis analysis =
                analyse(3, 3, 0.05, x -> x < -0.5 ? textbook(x) : x < 0 ? Double.NaN : Double.POSITIVE_INFINITY);
        assertThat(Math.log10(analysis.unstable().orElseThrow().value())).isCloseTo(-0.5, within(0.15));
        assertThat(analysis.confident()).isTrue();
    }

    @Test
    void aFlatCurveIsFlagged() {
        SweepAnalysis analysis = analyse(4, 3, 0.1, x -> 0.3);
        assertThat(analysis.flags()).containsExactlyInAnyOrder(Flag.NO_DESCENT, Flag.FLAT, Flag.NEVER_UNSTABLE);
        assertThat(analysis.confident()).isFalse();
        assertThat(analysis.steep()).isEmpty();
        assertThat(analysis.interval()).isEmpty();
        assertThat(analysis.words()).isEqualTo("No rate can be suggested: the loss never falls beyond its noise.");
    }

    @Test
    void anEarlySpikeIsFlaggedAndDoesNotFoolTheLandmarks() {
        Random random = new Random(9);
        LearningCurve curve = sweep(STEPS, SweepAnalyserTest::textbook, 0.02, random);
        List<CurvePoint> points = new ArrayList<>(curve.points());
        points.set(20, CurvePoint.ofBatch(21, points.get(20).learningRate(), 60));
        SweepAnalysis analysis = SweepAnalyser.analyse(List.of(LearningCurve.of(points)));
        assertThat(analysis.flags()).containsExactly(Flag.SPIKE);
        assertThat(Math.log10(analysis.steep().orElseThrow().value())).isCloseTo(-3, within(0.15));
        assertThat(Math.log10(analysis.unstable().orElseThrow().value())).isCloseTo(-0.5, within(0.15));
    }

    @Test
    void theOrderOfSweepsChangesNothing() {
        Random random = new Random(12);
        LearningCurve one = sweep(STEPS, SweepAnalyserTest::textbook, 0.3, random);
        LearningCurve two = sweep(STEPS, SweepAnalyserTest::textbook, 0.3, random);
        LearningCurve three = sweep(STEPS, SweepAnalyserTest::textbook, 0.3, random);
        assertThat(SweepAnalyser.analyse(List.of(three, one, two)))
                .isEqualTo(SweepAnalyser.analyse(List.of(one, two, three)));
    }

    @Test
    void refusesWhatIsNoSweep() {
        List<LearningCurve> none = List.of();
        assertThatThrownBy(() -> SweepAnalyser.analyse(none)).hasMessageContaining("two different positive rates");
        List<LearningCurve> constant =
                List.of(LearningCurve.of(List.of(CurvePoint.ofBatch(1, 0.1, 1), CurvePoint.ofBatch(2, 0.1, 1))));
        assertThatThrownBy(() -> SweepAnalyser.analyse(constant)).isInstanceOf(IllegalArgumentException.class);
        List<LearningCurve> falling =
                List.of(LearningCurve.of(List.of(CurvePoint.ofBatch(1, 0.1, 1), CurvePoint.ofBatch(2, 0.01, 1))));
        assertThatThrownBy(() -> SweepAnalyser.analyse(falling))
                .hasMessageContaining("must not fall, but 0.01 at step 2 follows 0.1");
    }
}
