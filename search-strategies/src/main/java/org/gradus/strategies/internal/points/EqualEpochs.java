package org.gradus.strategies.internal.points;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;

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
    /** By the numbers of trials; NaN where there is none. */
    private final double[] scores;

    private EqualEpochs(Objective objective, List<Trial> trials, int epoch, double[] scores) {
        this.objective = objective;
        this.trials = trials;
        this.epoch = epoch;
        this.scores = scores;
    }

    /** Looks at those of the trials that neither diverged nor failed; the others have no score. */
    public static EqualEpochs of(Objective objective, List<Trial> all) {
        Builder builder = new Builder(objective, all.size());
        all.forEach(builder::add);
        return builder.build();
    }

    /** Takes trials one by one, so that a caller need not pass through a large study once more. Not thread-safe. */
    public static final class Builder {
        private final Objective objective;
        private final List<Trial> trials;
        private final List<Optional<Score>> latest;
        private int last;

        /**
         * A builder without trials.
         *
         * @param expected about how many there will be, 0 or more
         */
        public Builder(Objective objective, int expected) {
            this.objective = objective;
            trials = new ArrayList<>(expected);
            latest = new ArrayList<>(expected);
        }

        /** Adds a trial that neither diverged nor failed; others are passed over. */
        public void add(Trial trial) {
            if (!trial.ended(OutcomeKind.DIVERGED) && !trial.ended(OutcomeKind.FAILED)) {
                trials.add(trial);
                latest.add(trial.latestScore(objective));
                last = Math.max(last, trial.id().number());
            }
        }

        public EqualEpochs build() {
            int[] depths = latest.stream()
                    .flatMap(Optional::stream)
                    .mapToInt(Score::epoch)
                    .sorted()
                    .toArray();
            int epoch = depths.length == 0 ? 0 : depths[Math.max(0, depths.length - ENOUGH)];
            double[] scores = new double[last + 1];
            Arrays.fill(scores, Double.NaN);
            List<Trial> others = new ArrayList<>();
            for (int i = 0; i < trials.size(); i++) {
                Trial trial = trials.get(i);
                latest.get(i)
                        .filter(score -> epoch > 0)
                        .flatMap(score -> score.epoch() == epoch ? Optional.of(score) : trial.scoreAt(objective, epoch))
                        .ifPresentOrElse(score -> scores[trial.id().number()] = score.value(), () -> others.add(trial));
            }
            EqualEpochs equal =
                    new EqualEpochs(objective, others.isEmpty() ? trials : ordered(objective, trials), epoch, scores);
            for (Trial trial : others) {
                equal.measure(trial).ifPresent(score -> scores[trial.id().number()] = score);
            }
            return equal;
        }
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
        double score = score(trial.id().number());
        return Double.isNaN(score) ? Optional.empty() : Optional.of(score);
    }

    /** The score of the trial of that number; NaN if it has none. */
    public double score(int number) {
        return number < scores.length ? scores[number] : Double.NaN;
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
