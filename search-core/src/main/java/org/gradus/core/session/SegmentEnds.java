package org.gradus.core.session;

import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.internal.DivergenceRule;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.Trial;

/** What the end of a segment means for its trial. */
final class SegmentEnds {
    private SegmentEnds() {}

    /** What a report of a trial that was to train until a step makes happen: its curve grows, or it fails if the report is wrong. */
    static TrialEvent event(SegmentReport report, Trial before, long untilStep) {
        String problem = problem(report, before, untilStep);
        if (!problem.isEmpty() && report.segment().end() != SegmentEnd.FAILED) {
            return new TrialEvent.TrialEnded(before.id(), new Outcome.Failed(problem, ""));
        }
        return new TrialEvent.CurveExtended(
                before.id(),
                problem.isEmpty() ? report.segment().points() : List.of(),
                report.worker(),
                report.elapsedMillis(),
                report.checkpoint());
    }

    /** What is wrong with a report; empty if nothing. */
    static String problem(SegmentReport report, Trial before, long untilStep) {
        long last = before.curve().isEmpty() ? -1 : before.curve().lastStep();
        for (CurvePoint point : report.segment().points()) {
            if (point.step() <= last) {
                return "the trainer reported step " + point.step() + " after step " + last + "; steps must increase";
            }
            last = point.step();
            if (Double.isNaN(point.learningRate()) && before.learningRate().isPresent()) {
                return "the trainer reported no learning rate at step " + last + ", but the trial has one";
            }
        }
        if (last > untilStep || (report.segment().end() == SegmentEnd.REACHED && last != untilStep)) {
            return "the trainer reported step " + last + " as its last, but was asked to train until step " + untilStep;
        }
        return "";
    }

    /** The outcome of a trial after a segment; empty if it may go on. */
    static Optional<Outcome> outcome(StudyRecord study, SegmentReport report, Trial after) {
        String reason = report.segment().reason();
        return switch (report.segment().end()) {
            case DIVERGED -> Optional.of(diverged(after, reason));
            case CANCELLED -> Optional.of(new Outcome.Stopped(after.epochsTrained(), reason));
            case FAILED -> Optional.of(new Outcome.Failed(reason, report.stackTrace()));
            case REACHED -> outcomeOfReached(study, after);
        };
    }

    /** A sweep is made to find where training breaks: one that came there is complete. */
    private static Outcome diverged(Trial trial, String reason) {
        return trial.plan().sweep().isPresent()
                ? new Outcome.Completed(Optional.empty(), "the sweep saw enough: " + reason)
                : new Outcome.Diverged(trial.curve().lastStep(), reason);
    }

    /** The outcome of a trial that trained as far as it was asked to; empty if it may go on. */
    static Optional<Outcome> outcomeOfReached(StudyRecord study, Trial trial) {
        if (trial.plan().sweep().isPresent()) {
            return Optional.of(new Outcome.Completed(Optional.empty(), "the sweep reached its last rate"));
        }
        boolean finished = trial.epochsTrained() >= study.budget().epochs();
        Optional<String> divergence =
                DivergenceRule.evidence(trial.curve(), study.settings().divergence(), finished);
        if (divergence.isPresent()) {
            return Optional.of(new Outcome.Diverged(trial.curve().lastStep(), divergence.get()));
        }
        return finished ? Optional.of(completed(study, trial)) : Optional.empty();
    }

    private static Outcome completed(StudyRecord study, Trial trial) {
        int epochs = study.budget().epochs();
        Optional<Score> score = trial.scoreAt(study.objective(), epochs);
        if (score.isPresent()) {
            return new Outcome.Completed(
                    score, epochs == 1 ? "trained for its epoch" : "trained for all " + epochs + " epochs");
        }
        boolean measured = trial.atEpoch(epochs)
                .map(p -> study.objective().figureAt(p).isPresent())
                .orElse(false);
        return measured
                ? new Outcome.Diverged(
                        trial.curve().lastStep(), study.objective().figure() + " is not a number")
                : new Outcome.Failed(
                        "the trainer reported no " + study.objective().figure() + " after epoch " + epochs, "");
    }
}
