package org.gradus.core.engine;

import java.util.Optional;
import org.gradus.core.space.Figures;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/**
 * Says in a line how a trial ended: {@code trial 7: rate 3.2e-3, validation accuracy 0.861, best so far trial 4 at 5.6e-3 with
 * 0.871; 35 epochs spent}.
 */
final class TrialLine {
    private TrialLine() {}

    static String of(Trial trial, StudyView study) {
        String line = trial.id() + ": " + trial.plan().words() + ", " + ending(trial, study);
        String best = trial.purpose() == TrialPurpose.SEARCH ? bestSoFar(study) : "";
        return line + best + "; " + Figures.counted(study.epochsSpent(), "epoch") + " spent";
    }

    /** Whether a policy will decide whether the trial goes on: another line says how it ended. */
    static boolean isMilestone(Trial trial, StudyView study) {
        return trial.purpose() == TrialPurpose.SEARCH
                && trial.epochsTrained() > 0
                && trial.epochsTrained() < study.maxEpochs()
                && trial.epochsTrained() == trial.untilEpoch();
    }

    static String atMilestone(Trial trial, StudyView study) {
        return trial.id() + ": " + trial.plan().words() + ", after epoch " + trial.epochsTrained() + " of "
                + study.maxEpochs() + figure(trial, study).map(f -> " " + f).orElse("");
    }

    private static String ending(Trial trial, StudyView study) {
        Outcome outcome = trial.outcome().orElseThrow();
        if (trial.purpose() == TrialPurpose.SWEEP) {
            return trial.curve().lastStep() + " steps"
                    + (outcome instanceof Outcome.Failed ? ", failed: " + firstLine(outcome) : "");
        }
        return switch (outcome.kind()) {
            case COMPLETED -> figure(trial, study).orElse("not measured");
            case STOPPED ->
                "stopped after epoch " + trial.epochsTrained()
                        + figure(trial, study).map(f -> " at " + f).orElse("");
            case DIVERGED -> "diverged after step " + ((Outcome.Diverged) outcome).step();
            case FAILED -> "failed: " + firstLine(outcome);
        };
    }

    private static String firstLine(Outcome outcome) {
        return outcome.reason().lines().findFirst().orElse("no reason given");
    }

    private static Optional<String> figure(Trial trial, StudyView study) {
        return trial.latestScore(study.objective())
                .map(score -> study.objective().words() + " "
                        + Figures.fixed(study.objective().toFigure(score.value()), 3));
    }

    private static String bestSoFar(StudyView study) {
        return study.bestCompleted()
                .map(best -> ", best so far " + best.id()
                        + best.learningRate().map(r -> " at " + r).orElse("") + " with "
                        + Figures.fixed(
                                study.objective().toFigure(study.bestMeanScore().orElseThrow()), 3))
                .orElse("");
    }
}
