package org.gradus.strategies.internal.points;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;

/**
 * Makes scores comparable where a budget policy trains some trials longer than others.
 *
 * <p>All scores are brought to the deepest epoch that enough trials have reached. A trial that was put aside or stopped
 * before it enters with its score at its own last epoch, moved along the straight line that best leads from there to the
 * deep epoch for the trials that went on; leaving such trials out would make their places look untried. A trial
 * that has not reported yet has no score. Immutable.
 */
public final class EqualEpochs {
    private static final int ENOUGH = 3;

    private final Objective objective;
    private final List<Trial> trials;
    private final int epoch;
    private final Map<TrialId, Double> scores;

    private EqualEpochs(Objective objective, List<Trial> trials, int epoch, Map<TrialId, Double> scores) {
        this.objective = objective;
        this.trials = trials;
        this.epoch = epoch;
        this.scores = scores;
    }

    /** Looks at those of the trials that neither diverged nor failed; the others have no score. */
    public static EqualEpochs of(Objective objective, List<Trial> all) {
        List<Trial> trials = all.stream()
                .filter(t -> !t.ended(OutcomeKind.DIVERGED) && !t.ended(OutcomeKind.FAILED))
                .toList();
        List<Optional<Score>> latest =
                trials.stream().map(t -> t.latestScore(objective)).toList();
        int[] depths = latest.stream()
                .flatMap(Optional::stream)
                .mapToInt(Score::epoch)
                .sorted()
                .toArray();
        int epoch = depths.length == 0 ? 0 : depths[Math.max(0, depths.length - ENOUGH)];
        Map<TrialId, Double> scores = new HashMap<>();
        List<Trial> others = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            latest.get(i)
                    .filter(score -> epoch > 0)
                    .flatMap(score -> score.epoch() == epoch ? Optional.of(score) : trial.scoreAt(objective, epoch))
                    .ifPresentOrElse(score -> scores.put(trial.id(), score.value()), () -> others.add(trial));
        }
        EqualEpochs equal =
                new EqualEpochs(objective, others.isEmpty() ? trials : ordered(objective, trials), epoch, scores);
        for (Trial trial : others) {
            equal.measure(trial).ifPresent(score -> scores.put(trial.id(), score));
        }
        return equal;
    }

    /** In an order that does not depend on that of the trials, for sums are rounded. */
    private static List<Trial> ordered(Objective objective, List<Trial> trials) {
        return trials.stream()
                .sorted(Comparator.<Trial, String>comparing(
                                t -> t.configuration().toString())
                        .thenComparingDouble(
                                t -> t.latestScore(objective).map(Score::value).orElse(Double.NaN)))
                .toList();
    }

    /** The score of a trial, comparable with all others. */
    public Optional<Double> score(Trial trial) {
        return Optional.ofNullable(scores.get(trial.id()));
    }

    /** The score of a trial that has none at the deep epoch. */
    private Optional<Double> measure(Trial trial) {
        if (epoch == 0) {
            return Optional.empty();
        }
        return trial.latestScore(objective)
                .filter(score -> score.epoch() > 0)
                .map(score -> score.epoch() > epoch ? score.value() : extrapolate(score));
    }

    /** Least squares over the trials that have both scores; with fewer than three, their mean change. */
    private double extrapolate(Score early) {
        SimpleRegression line = new SimpleRegression();
        Mean meanEarly = new Mean();
        Mean meanDeep = new Mean();
        for (Trial trial : trials) {
            Optional<Score> from = trial.scoreAt(objective, early.epoch());
            Optional<Score> to = trial.scoreAt(objective, epoch);
            if (from.isPresent() && to.isPresent()) {
                line.addData(from.get().value(), to.get().value());
                meanEarly.increment(from.get().value());
                meanDeep.increment(to.get().value());
            }
        }
        double fitted = line.getN() >= ENOUGH ? line.getSlope() : Double.NaN; // NaN where all early scores are equal
        double slope = Double.isNaN(fitted) ? 1 : Math.max(0, fitted);
        double value = meanDeep.getResult() + slope * (early.value() - meanEarly.getResult());
        return Double.isFinite(value) ? value : early.value();
    }
}
