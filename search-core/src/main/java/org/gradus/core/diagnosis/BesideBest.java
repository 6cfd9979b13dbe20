package org.gradus.core.diagnosis;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.gradus.core.space.Figures;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;

/**
 * Where a trial stands beside the best of its study at the same epochs, the last up to three of the trial: in short trainings
 * of few batches a single epoch is off by several percent of the improvement.
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
        OptionalDouble bestScore =
                best.map(b -> end(b, study.objective(), epoch)).orElse(OptionalDouble.empty());
        Optional<Score> start = trial.scoreAt(study.objective(), 0);
        OptionalDouble own = end(trial, study.objective(), epoch);
        if (bestScore.isEmpty() || start.isEmpty() || own.isEmpty()) {
            return new BesideBest(Optional.empty(), 1, 1, "no better trial to compare with");
        }
        double bestGain = start.get().value() - bestScore.getAsDouble();
        double gain = start.get().value() - own.getAsDouble();
        double share = bestGain > 0 ? gain / bestGain : 1;
        double ratio = ratio(trial, best.get());
        return new BesideBest(best.map(study::facts), share, ratio, words(share, ratio, best.get(), epoch));
    }

    /** The mean score over the last epochs up to one; empty if that one has none. */
    static OptionalDouble end(Trial trial, Objective objective, int epoch) {
        return trial.scoreAt(objective, epoch).isEmpty()
                ? OptionalDouble.empty()
                : IntStream.rangeClosed(first(epoch), epoch)
                        .mapToObj(e -> trial.scoreAt(objective, e))
                        .flatMap(Optional::stream)
                        .mapToDouble(Score::value)
                        .average();
    }

    private static int first(int epoch) {
        return epoch - CurveFacts.averaged(epoch) + 1;
    }

    private static double ratio(Trial trial, Trial best) {
        return trial.learningRate()
                .flatMap(rate -> best.learningRate().map(other -> rate.value() / other.value()))
                .orElse(1.0);
    }

    private static String words(double share, double ratio, Trial best, int epoch) {
        return Figures.of(100 * share) + " % of the improvement of the best (" + best.id() + ") at "
                + (first(epoch) == epoch ? "epoch " : "epochs " + first(epoch) + " to ") + epoch
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
