package org.gradus.reports.internal.facts;

import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.diagnosis.CurveDiagnoser;
import org.gradus.core.diagnosis.Diagnosis;
import org.gradus.core.ranking.TrialMeasures;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;

/**
 * A trial and what follows from it. The untrained model, evaluated before the first step, does not count.
 *
 * @param trial the trial
 * @param diagnosis what its curve means beside the others
 * @param validation the last evaluation on the validation split; may be non-finite
 * @param train the evaluation on the training split at the same step
 * @param figure the objective's figure of the last epoch that measured a finite one
 * @param objective what the study improves
 */
public record TrialFacts(
        Trial trial,
        Diagnosis diagnosis,
        Optional<Evaluation> validation,
        Optional<Evaluation> train,
        OptionalDouble figure,
        Objective objective) {
    /**
     * What follows from a trial.
     *
     * @param diagnoser of its study
     */
    public static TrialFacts of(CurveDiagnoser diagnoser, Objective objective, Trial trial) {
        Optional<CurvePoint> last = trial.curve().lastValidated().filter(point -> point.step() > 0);
        return new TrialFacts(
                trial,
                diagnoser.diagnose(trial),
                last.flatMap(CurvePoint::validation),
                last.flatMap(CurvePoint::train),
                trial.latestScore(objective).stream()
                        .filter(score -> score.epoch() > 0)
                        .mapToDouble(score -> objective.toFigure(score.value()))
                        .findFirst(),
                objective);
    }

    /** Gap and steadiness; measured at each call, because they take as much memory as the curve. */
    public TrialMeasures measures() {
        return TrialMeasures.of(objective, trial);
    }

    /** How it ended, in a word; {@code running} where it has not. */
    public String outcome() {
        return trial.outcome().map(Outcome::kind).map(OutcomeKind::word).orElse("running");
    }

    /** Why it ended, in words; empty where it has not. */
    public String outcomeReason() {
        return trial.outcome().map(Outcome::reason).orElse("");
    }
}
