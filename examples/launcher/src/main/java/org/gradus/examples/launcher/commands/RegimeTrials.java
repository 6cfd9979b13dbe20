package org.gradus.examples.launcher.commands;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradus.core.diagnosis.CurveDiagnoser;
import org.gradus.core.diagnosis.Diagnosis.Label;
import org.gradus.core.rangetest.Breakdown;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Trial;

/** Which trials of a study stand for the three regimes, by their diagnoses. */
final class RegimeTrials {
    private RegimeTrials() {}

    /** The best completed trial, unless its rate is too high as well. */
    static Optional<Trial> good(StudyView study) {
        return study.bestCompleted().filter(trial -> !Breakdown.isBroken(label(study, trial)));
    }

    /** Of the trials below the good one that crawl, the one with the highest rate. */
    static Optional<Trial> tooLow(StudyView study) {
        return good(study)
                .flatMap(good -> ended(study)
                        .filter(trial -> rate(trial) < rate(good) && label(study, trial) == Label.TOO_LOW)
                        .max(Comparator.comparingDouble(RegimeTrials::rate)));
    }

    /** Of the trials above the good one that broke down, the one with the lowest rate. */
    static Optional<Trial> tooHigh(StudyView study) {
        return good(study)
                .flatMap(good -> ended(study)
                        .filter(trial -> rate(trial) > rate(good) && Breakdown.isBroken(label(study, trial)))
                        .min(Comparator.comparingDouble(RegimeTrials::rate)));
    }

    private static Stream<Trial> ended(StudyView study) {
        return study.searched().stream().filter(Trial::ended);
    }

    /** The regime that a trial stands for, in words; empty for a guess that was wrong. */
    static String words(StudyView study, Trial trial) {
        if (good(study).equals(Optional.of(trial))) {
            return "good";
        }
        if (tooLow(study).equals(Optional.of(trial))) {
            return "too low";
        }
        return tooHigh(study).equals(Optional.of(trial)) ? "too high" : "";
    }

    private static Label label(StudyView study, Trial trial) {
        return CurveDiagnoser.diagnose(study, trial).label();
    }

    private static double rate(Trial trial) {
        return trial.configuration().learningRate().value();
    }
}
