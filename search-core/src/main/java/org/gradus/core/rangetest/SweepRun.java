package org.gradus.core.rangetest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.TrialPurpose;

/**
 * One sweep or probe of a range test, and what was seen. Immutable.
 *
 * @param sweep what was asked for
 * @param curve every step that was made; shorter than the sweep where it was stopped
 */
public record SweepRun(Sweep sweep, LearningCurve curve) {
    /** The sweeps and probes of a study, in their order; those that did not complete with the empty curve. */
    public static List<SweepRun> of(StudyView study) {
        return study.trials(TrialPurpose.SWEEP).stream()
                .map(trial -> new SweepRun(
                        trial.plan().sweep().orElseThrow(),
                        trial.ended(OutcomeKind.COMPLETED) ? trial.curve() : LearningCurve.empty()))
                .toList();
    }

    /** Whether every evaluation has an accuracy. */
    boolean hasAccuracy() {
        return curve.evaluated().stream()
                .allMatch(p -> p.validation().map(e -> e.accuracy().isPresent()).orElse(true));
    }

    /** The figure at every rate, as losses; infinite at the rates that a stopped sweep did not come to. */
    public LearningCurve losses(SweepFigure figure) {
        return switch (figure) {
            case TRAINING_LOSS -> trainingLosses();
            case VALIDATION_LOSS -> validated(Evaluation::loss);
            case VALIDATION_ACCURACY -> validated(e -> 1 - e.accuracy().orElse(Double.NaN));
        };
    }

    private LearningCurve trainingLosses() {
        List<CurvePoint> points = new ArrayList<>();
        for (int i = 0; i < curve.size(); i++) {
            if (curve.step(i) > 0) {
                points.add(CurvePoint.ofBatch(curve.step(i), curve.learningRate(i), curve.batchLoss(i)));
            }
        }
        for (long step = curve.lastStep() + 1; step <= sweep.steps() && !curve.isEmpty(); step++) {
            points.add(notReached(step));
        }
        return LearningCurve.of(points);
    }

    private LearningCurve validated(ToDoubleFunction<Evaluation> loss) {
        List<CurvePoint> points = new ArrayList<>();
        for (CurvePoint point : curve.evaluated()) {
            point.validation()
                    .ifPresent(e ->
                            points.add(CurvePoint.ofBatch(point.step(), point.learningRate(), loss.applyAsDouble(e))));
        }
        for (long step = curve.lastStep() + 1; step <= sweep.steps() && !curve.isEmpty(); step++) {
            if (sweep.evaluatedAt(step)) {
                points.add(notReached(step));
            }
        }
        return LearningCurve.of(points);
    }

    private CurvePoint notReached(long step) {
        return CurvePoint.ofBatch(step, sweep.rateAt(step), Double.POSITIVE_INFINITY);
    }
}
