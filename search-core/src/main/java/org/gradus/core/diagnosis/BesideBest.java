package org.gradus.core.diagnosis;

import java.util.Optional;
import org.gradus.core.space.Figures;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;

/**
 * Where a trial stands beside the best of its study at the same epoch.
 *
 * @param best the figures of the trial it is compared with; empty if it is the best itself, or there is none
 * @param share its improvement over the untrained model, as a share of the best's; 1 where there is no better
 * @param rateRatio its rate over the best's; 1 where there is none to compare with
 * @param words the comparison in words
 */
record BesideBest(Optional<CurveFacts> best, double share, double rateRatio, String words) {
    static BesideBest of(StudyBest study, Trial trial) {
        int epoch = trial.epochsTrained();
        Optional<Trial> best = study.at(epoch).filter(b -> !b.id().equals(trial.id()));
        Optional<Score> bestScore = best.flatMap(b -> b.scoreAt(study.objective(), epoch));
        Optional<Score> start = trial.scoreAt(study.objective(), 0);
        Optional<Score> own = trial.scoreAt(study.objective(), epoch);
        if (bestScore.isEmpty() || start.isEmpty() || own.isEmpty()) {
            return new BesideBest(Optional.empty(), 1, 1, "no better trial to compare with");
        }
        double bestGain = start.get().value() - bestScore.get().value();
        double gain = start.get().value() - own.get().value();
        double share = bestGain > 0 ? gain / bestGain : 1;
        double ratio = ratio(trial, best.get());
        return new BesideBest(best.map(study::facts), share, ratio, words(share, ratio, best.get(), epoch));
    }

    private static double ratio(Trial trial, Trial best) {
        return trial.learningRate()
                .flatMap(rate -> best.learningRate().map(other -> rate.value() / other.value()))
                .orElse(1.0);
    }

    private static String words(double share, double ratio, Trial best, int epoch) {
        return Figures.of(100 * share) + " % of the improvement of the best (" + best.id() + ") at epoch " + epoch
                + (ratio == 1 ? "" : ", at " + Figures.of(ratio, 2) + " times its rate");
    }

    /** Whether its rate is above the best's. */
    boolean above() {
        return rateRatio > 1;
    }

    /** Whether its rate is below the best's. */
    boolean below() {
        return rateRatio < 1;
    }
}
