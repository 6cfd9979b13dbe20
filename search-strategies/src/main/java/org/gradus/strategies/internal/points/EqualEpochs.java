package org.gradus.strategies.internal.points;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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

    /** By the numbers of trials; NaN where there is none. */
    private final double[] scores;

    private EqualEpochs(double[] scores) {
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
        private final int[] numbers;
        /** The last score of each trial, where it has one. */
        private final double[] values;
        /** The epoch of that score; -1 where there is none. */
        private final int[] epochs;

        /**
         * A builder without trials.
         *
         * @param most how many there may be, 0 or more
         */
        public Builder(Objective objective, int most) {
            this.objective = objective;
            trials = new ArrayList<>(most);
            numbers = new int[most];
            values = new double[most];
            epochs = new int[most];
        }

        /** Adds a trial that neither diverged nor failed; others are passed over. */
        public void add(Trial trial) {
            if (trial.ended(OutcomeKind.DIVERGED) || trial.ended(OutcomeKind.FAILED)) {
                return;
            }
            // The outcome of a completed trial names its last score, and is nearer in memory than its curve.
            Optional<Score> score = trial.finalScore().or(() -> trial.latestScore(objective));
            numbers[trials.size()] = trial.id().number();
            values[trials.size()] = score.map(Score::value).orElse(Double.NaN);
            epochs[trials.size()] = score.map(Score::epoch).orElse(-1);
            trials.add(trial);
        }

        public EqualEpochs build() {
            int epoch = deepEpoch();
            double[] scores = new double[1 + Arrays.stream(numbers).max().orElse(0)];
            Arrays.fill(scores, Double.NaN);
            List<Integer> early = new ArrayList<>();
            for (int i = 0; i < trials.size() && epoch > 0; i++) {
                double score = epochs[i] == epoch ? values[i] : scoreAt(trials.get(i), epoch);
                scores[numbers[i]] = Double.isNaN(score) && epochs[i] > epoch ? values[i] : score;
                if (Double.isNaN(score) && epochs[i] > 0 && epochs[i] < epoch) {
                    early.add(i);
                }
            }
            if (!early.isEmpty()) {
                extrapolate(early, epoch, scores);
            }
            return new EqualEpochs(scores);
        }

        /** The deepest epoch that enough trials have reached; that of the least deep where there are not enough; 0 of none. */
        private int deepEpoch() {
            int[] deepest = Arrays.stream(epochs, 0, trials.size())
                    .filter(epoch -> epoch >= 0)
                    .sorted()
                    .toArray();
            return deepest.length == 0 ? 0 : deepest[Math.max(0, deepest.length - ENOUGH)];
        }

        private double scoreAt(Trial trial, int epoch) {
            return trial.scoreAt(objective, epoch).map(Score::value).orElse(Double.NaN);
        }

        /** The scores of trials that were left before the deep epoch: one line for all that were left at the same epoch. */
        private void extrapolate(List<Integer> early, int deep, double[] scores) {
            List<Trial> ordered = ordered();
            Map<Integer, Line> lines = new HashMap<>();
            for (int i : early) {
                scores[numbers[i]] = lines.computeIfAbsent(epochs[i], epoch -> line(ordered, epoch, deep))
                        .from(values[i]);
            }
        }

        /** In an order that does not depend on that of the trials, for sums are rounded. */
        private List<Trial> ordered() {
            return IntStream.range(0, trials.size())
                    .mapToObj(i -> new Named(trials.get(i).configuration().toString(), values[i], trials.get(i)))
                    .sorted(Comparator.comparing(Named::name).thenComparingDouble(Named::value))
                    .map(Named::trial)
                    .toList();
        }

        /** A trial with what it is ordered by. */
        private record Named(String name, double value, Trial trial) {}

        /** Least squares over the trials that have both scores; with fewer than three, their mean change. */
        private Line line(List<Trial> ordered, int early, int deep) {
            SimpleRegression line = new SimpleRegression();
            Mean meanEarly = new Mean();
            Mean meanDeep = new Mean();
            for (Trial trial : ordered) {
                double from = scoreAt(trial, early);
                double to = scoreAt(trial, deep);
                if (!Double.isNaN(from) && !Double.isNaN(to)) {
                    line.addData(from, to);
                    meanEarly.increment(from);
                    meanDeep.increment(to);
                }
            }
            double fitted =
                    line.getN() >= ENOUGH ? line.getSlope() : Double.NaN; // NaN where all early scores are equal
            return new Line(
                    meanEarly.getResult(), meanDeep.getResult(), Double.isNaN(fitted) ? 1 : Math.max(0, fitted));
        }
    }

    /** What leads from scores at an early epoch to those at the deep one. */
    private record Line(double meanEarly, double meanDeep, double slope) {
        double from(double early) {
            double value = meanDeep + slope * (early - meanEarly);
            return Double.isFinite(value) ? value : early;
        }
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
}
