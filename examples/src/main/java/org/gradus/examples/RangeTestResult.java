package org.gradus.examples;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.curvature.Curvature;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.rangetest.RangeTestPlan;
import org.gradus.core.rangetest.SweepAnalyser;
import org.gradus.core.rangetest.SweepAnalysis;
import org.gradus.core.rangetest.SweepRun;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/**
 * What a range test says, and what it cost.
 *
 * @param analysis what it says
 * @param judgedOn the figure that falls and rises, in words
 * @param runs how many sweeps and probes were made, in words
 * @param steps the optimizer updates of all of them
 * @param epochs the same in epochs, where the length of an epoch is known
 * @param curvature of the untrained network, where it was measured
 */
record RangeTestResult(
        SweepAnalysis analysis,
        String judgedOn,
        String runs,
        long steps,
        OptionalDouble epochs,
        Optional<Curvature> curvature) {
    /** A range test that was made. */
    static RangeTestResult of(RangeTestPlan plan, StudyView study, Optional<Curvature> curvature) {
        List<SweepRun> runs = SweepRun.of(study);
        long probes = runs.stream().filter(run -> run.sweep().isProbe()).count();
        return new RangeTestResult(
                plan.analyse(runs, curvature.map(Curvature::limit).orElse(OptionalDouble.empty())),
                plan.judgedOn(runs).words(),
                count(runs.size() - probes, "sweep") + " and " + count(probes, "probe"),
                RangeTestPlan.stepsDone(runs),
                OptionalDouble.of(study.trials(TrialPurpose.SWEEP).stream()
                        .mapToDouble(Trial::epochsSpent)
                        .sum()),
                curvature);
    }

    /** Sweeps that were made elsewhere. */
    static RangeTestResult of(List<LearningCurve> recorded) {
        return new RangeTestResult(
                SweepAnalyser.analyse(recorded),
                "recorded loss",
                count(recorded.size(), "sweep"),
                recorded.stream().mapToLong(LearningCurve::size).sum(),
                OptionalDouble.empty(),
                Optional.empty());
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
