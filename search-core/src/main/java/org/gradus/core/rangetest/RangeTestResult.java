package org.gradus.core.rangetest;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.gradus.core.curvature.Curvature;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/**
 * What a range test found, and what it cost. Immutable.
 *
 * @param analysis landmarks, confirmed edge, interval and what makes them doubtful; {@link SweepAnalysis#words()} explains
 *     the interval in a sentence
 * @param judgedOn the figure that falls and rises
 * @param runs the sweeps and the probes of the edge in the order in which they were made, with their curves; one that failed
 *     with the empty curve
 * @param epochs the cost of all runs in epochs; empty where the length of an epoch is unknown
 * @param curvature of the untrained network, where it was measured
 */
public record RangeTestResult(
        SweepAnalysis analysis,
        SweepFigure judgedOn,
        List<SweepRun> runs,
        OptionalDouble epochs,
        Optional<Curvature> curvature) {
    public RangeTestResult {
        runs = ImmutableList.copyOf(runs);
    }

    /**
     * A range test that followed a plan.
     *
     * @throws IllegalArgumentException if no sweep has two different positive rates
     */
    public static RangeTestResult of(
            RangeTestPlan plan, List<SweepRun> runs, OptionalDouble epochs, Optional<Curvature> curvature) {
        OptionalDouble limit = curvature.map(Curvature::limit).orElse(OptionalDouble.empty());
        return new RangeTestResult(plan.analyse(runs, limit), plan.judgedOn(runs), runs, epochs, curvature);
    }

    /**
     * The range test of a study that followed a plan.
     *
     * @throws IllegalArgumentException if no sweep has two different positive rates
     */
    public static RangeTestResult of(RangeTestPlan plan, StudyView study, Optional<Curvature> curvature) {
        double epochs = study.trials(TrialPurpose.SWEEP).stream()
                .mapToDouble(Trial::epochsSpent)
                .sum();
        return of(plan, SweepRun.of(study), OptionalDouble.of(epochs), curvature);
    }

    /**
     * Sweeps recorded elsewhere, each at every step with the rate of the step and the loss of its batch.
     *
     * @throws IllegalArgumentException if no curve has two different positive rates, or the rates of one fall
     */
    public static RangeTestResult recorded(List<LearningCurve> sweeps) {
        SweepAnalysis analysis = SweepAnalyser.analyse(sweeps);
        List<SweepRun> runs = sweeps.stream().map(RangeTestResult::recorded).toList();
        return new RangeTestResult(analysis, SweepFigure.RECORDED_LOSS, runs, OptionalDouble.empty(), Optional.empty());
    }

    private static SweepRun recorded(LearningCurve curve) {
        double min = DoubleStream.of(curve.learningRates()).min().orElse(Double.NaN);
        double max = DoubleStream.of(curve.learningRates()).max().orElse(Double.NaN);
        return new SweepRun(new Sweep(min, max, Math.max(2, curve.size())), curve);
    }

    /** The climbs among the runs. */
    public List<SweepRun> sweeps() {
        return runs.stream().filter(run -> !run.sweep().isConstant()).toList();
    }

    /** The short trainings at constant rates among the runs, which confirm the edge. */
    public List<SweepRun> probes() {
        return runs.stream().filter(run -> run.sweep().isConstant()).toList();
    }

    /** The optimizer updates of all runs; of sweeps recorded elsewhere, the losses that were recorded. */
    public long steps() {
        return judgedOn == SweepFigure.RECORDED_LOSS
                ? runs.stream().mapToLong(run -> run.curve().size()).sum()
                : RangeTestPlan.stepsDone(runs);
    }
}
