package org.gradus.core.rangetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.trial.Sweep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTestPlanTest {
    private static final RangeTestPlan PLAN = RangeTestPlan.of(1e-6, 10);

    /** Falls around 1e-3, breaks at 1. */
    private static double textbook(double logRate) {
        return logRate < 0 ? 2.3 - 1.8 / (1 + Math.exp(-4 * (logRate + 3))) : 9;
    }

    private static SweepRun sweep(Sweep sweep, DoubleUnaryOperator lossOfLogRate) {
        List<CurvePoint> points = new ArrayList<>();
        for (int step = 1; step <= sweep.steps(); step++) {
            double rate = sweep.rateAt(step);
            points.add(CurvePoint.ofBatch(step, rate, lossOfLogRate.applyAsDouble(Math.log10(rate))));
        }
        return new SweepRun(sweep, LearningCurve.of(points));
    }

    private static List<SweepRun> swept(RangeTestPlan plan) {
        return java.util.Collections.nCopies(plan.sweeps(), sweep(plan.climb(), RangeTestPlanTest::textbook));
    }

    /** 12 steps a decade and the first: 85 steps over seven decades; three of them and six probes of 30 steps: 435. */
    @Test
    void theDefaultCostsAtMostThreeEpochsOf157Steps() {
        assertThat(PLAN.climb().steps()).isEqualTo(85);
        assertThat(PLAN.sweeps()).isEqualTo(3);
        assertThat(PLAN.stepBudget()).isEqualTo(435).isLessThanOrEqualTo(3 * 157);
        assertThat(RangeTestPlan.of(1e-7, 10).stepBudget()).isEqualTo(471);
    }

    @Test
    void sweepsComeFirstThenProbes() {
        assertThat(PLAN.next(List.of()))
                .isEqualTo(new RangeTestPlan.Next(Optional.of(PLAN.climb()), "sweep 1 of 3 from 1e-6 to 1e1"));
        assertThat(PLAN.next(swept(PLAN).subList(0, 2)).reason()).isEqualTo("sweep 3 of 3 from 1e-6 to 1e1");
        RangeTestPlan.Next probe = PLAN.next(swept(PLAN));
        // The sweeps break at 1; the first probe lies eight times lower.
        assertThat(probe.sweep().orElseThrow().isProbe()).isTrue();
        assertThat(probe.sweep().orElseThrow().steps()).isEqualTo(30);
        assertThat(Math.log10(probe.sweep().orElseThrow().minRate() * 8)).isCloseTo(0, within(0.15));
        assertThat(probe.reason()).startsWith("probe 1 of the edge, at ");
    }

    @Test
    void withoutEdgeTheSweepsAreAll() {
        RangeTestPlan.Next next = PLAN.withoutEdge().next(swept(PLAN));
        assertThat(next.complete()).isTrue();
        assertThat(next.reason()).isEqualTo("all 3 sweeps were made");
        assertThat(PLAN.withoutEdge().analyse(swept(PLAN)).edge()).isEmpty();
    }

    @Test
    void withoutAFallThereIsNoEdge() {
        List<SweepRun> flat = java.util.Collections.nCopies(3, sweep(PLAN.climb(), x -> 2.3));
        assertThat(PLAN.next(flat).complete()).isTrue();
        assertThat(PLAN.next(flat).reason())
                .isEqualTo("the loss fell in no sweep, so that there is no edge to confirm");
        List<SweepRun> failed = java.util.Collections.nCopies(3, new SweepRun(PLAN.climb(), LearningCurve.empty()));
        assertThat(PLAN.next(failed).complete()).isTrue();
    }

    @Test
    void probesEndWithTheBudget() {
        RangeTestPlan plan = new RangeTestPlan(PLAN.climb(), 3, 30, 3 * 85 + 59);
        List<SweepRun> done = new ArrayList<>(swept(plan));
        done.add(sweep(plan.next(done).sweep().orElseThrow(), x -> 1));
        RangeTestPlan.Next next = plan.next(done);
        assertThat(next.complete()).isTrue();
        assertThat(next.reason()).startsWith("the 314 steps of the range test are used up; training was stable up to ");
    }

    /** The curve falls most steeply at 1e-3 and breaks at 1; a limit of 1e-2 lies between. */
    @Test
    void theIntervalEndsBelowTheStabilityLimit() {
        RangeTestPlan plan = PLAN.withoutEdge();
        RateInterval without = plan.analyse(swept(plan)).interval().orElseThrow();
        RateInterval within =
                plan.analyse(swept(plan), OptionalDouble.of(1e-2)).interval().orElseThrow();
        assertThat(without.high()).isGreaterThan(1e-2);
        assertThat(within.high()).isEqualTo(1e-2);
        assertThat(within.highRule()).isEqualTo(RateInterval.HighRule.STABILITY_LIMIT);
    }

    /** Sweeps that never break say "extend the range upward"; not where a probe broke. */
    @Test
    void aProbeThatBrokeShowsWhereTrainingIsUnstable() {
        RangeTestPlan plan = RangeTestPlan.of(1e-6, 0.5);
        List<SweepRun> done = new ArrayList<>(swept(plan));
        assertThat(plan.analyse(done).flags()).contains(SweepAnalysis.Flag.NEVER_UNSTABLE);
        for (RangeTestPlan.Next next = plan.next(done); !next.complete(); next = plan.next(done)) {
            Sweep probe = next.sweep().orElseThrow();
            double end = probe.minRate() > 0.1 ? 9 : 0.5;
            done.add(new SweepRun(
                    probe,
                    LearningCurve.of(IntStream.rangeClosed(1, probe.steps())
                            .mapToObj(step -> CurvePoint.ofBatch(step, probe.minRate(), step < 5 ? 2.3 : end))
                            .toList())));
        }
        SweepAnalysis analysis = plan.analyse(done);
        assertThat(analysis.edge().orElseThrow().low()).isLessThanOrEqualTo(0.1);
        assertThat(analysis.flags()).doesNotContain(SweepAnalysis.Flag.NEVER_UNSTABLE);
        assertThat(analysis.interval().orElseThrow().high())
                .isLessThanOrEqualTo(analysis.edge().orElseThrow().low());
    }

    /** A sweep that was stopped at 0.1 says that 0.1 to 10 are beyond the edge, though it has no losses there. */
    @Test
    void aSweepThatWasStoppedIsUnstableFromThereOn() {
        int until = 61;
        List<SweepRun> stopped = swept(PLAN).stream()
                .map(run -> new SweepRun(
                        run.sweep(), LearningCurve.of(run.curve().points().subList(0, until))))
                .toList();
        SweepAnalysis analysis = PLAN.withoutEdge().analyse(stopped);
        double last = Math.log10(PLAN.climb().rateAt(until));
        assertThat(Math.log10(analysis.unstable().orElseThrow().value())).isCloseTo(last, within(0.2));
        assertThat(analysis.rates().get(analysis.rates().size() - 1)).isCloseTo(10, within(1e-9));
    }

    /** With probes of 30 steps, five of which are needed: 3 sweeps fit into 405 steps, 2 into 320, 1 into 235. */
    @Test
    void fitsIntoABudget() {
        assertThat(RangeTestPlan.within(1e-6, 10, 471)).isEqualTo(new RangeTestPlan(PLAN.climb(), 3, 30, 471));
        assertThat(RangeTestPlan.within(1e-6, 10, 404)).isEqualTo(new RangeTestPlan(PLAN.climb(), 2, 30, 404));
        assertThat(RangeTestPlan.within(1e-6, 10, 235)).isEqualTo(new RangeTestPlan(PLAN.climb(), 1, 30, 235));
        assertThat(RangeTestPlan.within(1e-6, 10, 200)).isEqualTo(new RangeTestPlan(PLAN.climb(), 2, 0, 200));
        assertThat(RangeTestPlan.within(1e-6, 10, 40)).isEqualTo(new RangeTestPlan(new Sweep(1e-6, 10, 40), 1, 0, 40));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 84, 85, 100, 234, 235, 319, 320, 404, 405, 471})
    void neverAsksForMoreThanItsBudget(int budget) {
        LogisticProblem problem = LogisticProblem.of(1, 5, 10, 1);
        RangeTestPlan plan = RangeTestPlan.within(1e-5, 1e3, budget);
        assertThat(RangeTestPlan.stepsDone(Descents.make(plan, problem))).isLessThanOrEqualTo(budget);
    }

    @Test
    void refusesWhatIsNoTest() {
        Sweep climb = new Sweep(1e-3, 1, 20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RangeTestPlan.of(Sweep.probe(0.1, 20), 3))
                .withMessage("a range test needs two different rates, but goes from 0.1 to the same");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RangeTestPlan.of(climb, 0))
                .withMessage("a range test needs at least 1 sweep, but has 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RangeTestPlan(climb, 3, 11, 100))
                .withMessage("a probe needs at least 12 steps, or 0 for no probes at all, but probeSteps was 11");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RangeTestPlan(climb, 3, 0, 59))
                .withMessage("a range test of 3 sweeps of 20 steps does not fit into 59 steps");
    }

    /** The accuracy breaks at 1e-1 although the training loss does not before 1. */
    private static SweepRun heldOut(Sweep sweep, boolean accuracy) {
        List<CurvePoint> points = new ArrayList<>();
        for (int step = 0; step <= sweep.steps(); step++) {
            double rate = sweep.rateAt(Math.max(1, step));
            double logRate = Math.log10(rate);
            double right = logRate < -1 ? 0.1 + 0.75 / (1 + Math.exp(-4 * (logRate + 3))) : 0.1;
            Evaluation evaluation = accuracy ? Evaluation.of(3, right) : Evaluation.ofLoss(3 * (1 - right));
            Optional<Evaluation> evaluated = sweep.evaluatedAt(step) ? Optional.of(evaluation) : Optional.empty();
            points.add(new CurvePoint(step, rate, textbook(logRate), evaluated, evaluated));
        }
        return new SweepRun(sweep, LearningCurve.of(points));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void heldOutLandmarksComeFromTheValidationSplit(boolean accuracy) {
        RangeTestPlan plan = RangeTestPlan.heldOut(1e-6, 10, 170);
        assertThat(plan.climb()).isEqualTo(new Sweep(1e-6, 10, 170, 2));
        List<SweepRun> done = List.of(heldOut(plan.climb(), accuracy), heldOut(plan.climb(), accuracy));
        assertThat(plan.judgedOn(done))
                .isEqualTo(accuracy ? SweepFigure.VALIDATION_ACCURACY : SweepFigure.VALIDATION_LOSS);
        SweepAnalysis analysis = plan.analyse(done);
        assertThat(Math.log10(analysis.unstable().orElseThrow().value())).isCloseTo(-1, within(0.15));
        assertThat(Math.log10(analysis.steep().orElseThrow().value())).isCloseTo(-3, within(0.1));
        assertThat(plan.next(done).sweep().orElseThrow().isProbe()).isTrue();
        assertThat(PLAN.judgedOn(done)).isEqualTo(SweepFigure.TRAINING_LOSS);
    }
}
