package org.gradus.probes.internal.curves;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.core.trial.TrialState;

/**
 * The scores of a study's trials at some of their epochs, as values of a {@link CurveProcess}: on the {@link ScoreScale}, outliers among the worse moved to Tukey's fence, with mean 0 and variance 1.
 *
 * <p>Of each curve enter the last score and those at the epochs where trials rest, {@value #MOST_SHARED} of them at most. Of too
 * many values those between the first and the last of a curve are left out, then all but the last, and then all but the
 * better trials and some spread over the ranks of the others.
 *
 * @param trials those with a score after the first epoch or later, that neither diverged nor failed
 * @param diverged those that count as worse than all: where a learning rate is searched, none, since divergence has a model of
 *     its own there
 */
record CurveHistory(StudyView study, List<Trial> trials, List<Trial> diverged) {
    private static final int MOST_SHARED = 5;
    private static final int MOST_DIVERGED = 50;

    /** Interquartile ranges beyond the worse quartile: Tukey, "Exploratory Data Analysis", 1977. */
    private static final double FENCE = 1.5;

    /** One score of one trial. */
    private record Point(double[] place, int number, int epoch, double score) {}

    static CurveHistory of(StudyView study) {
        List<Trial> known = ordered(study, study.trials()).toList();
        List<Trial> scored = known.stream()
                .filter(t -> !t.ended(OutcomeKind.DIVERGED) && !t.ended(OutcomeKind.FAILED))
                .filter(t -> t.latestScore(study.objective())
                        .filter(s -> s.epoch() > 0)
                        .isPresent())
                .toList();
        List<Trial> diverged = study.space().learningRateDomain().isPresent()
                ? List.of()
                : known.stream().filter(t -> t.ended(OutcomeKind.DIVERGED)).toList();
        return new CurveHistory(study, scored, Thinning.spread(diverged, MOST_DIVERGED));
    }

    /** Those with a place in the space, without sweeps, in an order that does not depend on that of the trials. */
    static Stream<Trial> ordered(StudyView study, Collection<Trial> trials) {
        return trials.stream()
                .filter(t -> t.purpose() != TrialPurpose.SWEEP && study.space().contains(t.configuration()))
                .sorted(Comparator.<Trial, double[]>comparing(
                                t -> study.space().toUnit(t.configuration()), Arrays::compare)
                        .thenComparing(Trial::id));
    }

    /** The same as if only the trials that hyperparameters are fitted to had been. */
    CurveHistory fitted() {
        return new CurveHistory(study, RefitCounts.fitted(trials, t -> t.id().number()), diverged);
    }

    /** How many trials have no value among {@code most} of them. */
    int leftOut(int most) {
        return Math.max(0, trials.size() - most);
    }

    /**
     * The values.
     *
     * @param most how many there may be beside those of diverged trials
     */
    CurveValues values(int most) {
        return measured(most).values().standardized();
    }

    /**
     * The way back from such values to scores, lower is better.
     *
     * @param most as for the values
     */
    DoubleUnaryOperator scores(int most) {
        Measured measured = measured(most);
        double mean = measured.values().mean();
        double deviation = measured.values().deviation();
        return value -> measured.scale().score(-(mean + deviation * value));
    }

    /** Values that are not standardized yet, and how their scores were scaled. */
    private record Measured(CurveValues values, ScoreScale scale) {}

    private Measured measured(int most) {
        List<Integer> shared = sharedEpochs();
        List<List<Point>> curves =
                trials.stream().map(trial -> curve(trial, shared)).toList();
        List<Point> points = thinned(curves, most);
        double[] found = points.stream().mapToDouble(Point::score).toArray();
        ScoreScale scale = ScoreScale.of(found);
        double[] scores = withoutOutliers(scale.scaled(found));
        CurveValues values = new CurveValues(
                points.stream().map(Point::place).toArray(double[][]::new),
                points.stream()
                        .mapToDouble(p -> time(p.epoch(), study.maxEpochs()))
                        .toArray(),
                points.stream().mapToInt(Point::number).toArray(),
                scores);
        double[] worst = new double[diverged.size()];
        Arrays.fill(worst, worseThanAll(scores));
        CurveValues all = values.withEnds(
                diverged.stream()
                        .map(t -> study.space().toUnit(t.configuration()))
                        .toList(),
                diverged.stream().map(t -> t.id().number()).toList(),
                worst);
        return new Measured(all, scale);
    }

    /** Higher is better, without outliers. */
    private static double[] withoutOutliers(double[] scaled) {
        Percentile percentile = new Percentile();
        percentile.setData(scaled);
        double quartile = percentile.evaluate(75);
        double fence = quartile + FENCE * (quartile - percentile.evaluate(25));
        return Arrays.stream(scaled).map(score -> -Math.min(score, fence)).toArray();
    }

    /** By half of their range. */
    private static double worseThanAll(double[] values) {
        double least = Arrays.stream(values).min().orElseThrow();
        double most = Arrays.stream(values).max().orElseThrow();
        return least - (most - least) / 2;
    }

    /** The logarithmic time of an epoch: 0 after the first, 1 after the last. */
    static double time(int epoch, int last) {
        return epoch >= last ? 1 : Math.log(epoch) / Math.log(last);
    }

    /** The epochs at which most trials rest, rising. */
    private List<Integer> sharedEpochs() {
        Map<Integer, Integer> resting = new TreeMap<>();
        for (Trial trial : trials) {
            if (trial.state() != TrialState.RUNNING) {
                resting.merge(last(trial).epoch(), 1, Integer::sum);
            }
        }
        return resting.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(MOST_SHARED)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private Score last(Trial trial) {
        return trial.latestScore(study.objective()).orElseThrow();
    }

    private List<Point> curve(Trial trial, List<Integer> shared) {
        double[] place = study.space().toUnit(trial.configuration());
        int number = trial.id().number();
        Score last = last(trial);
        List<Point> curve = new ArrayList<>();
        for (int epoch : shared) {
            if (epoch < last.epoch()) {
                trial.scoreAt(study.objective(), epoch)
                        .ifPresent(score -> curve.add(new Point(place, number, epoch, score.value())));
            }
        }
        curve.add(new Point(place, number, last.epoch(), last.value()));
        return curve;
    }

    private static List<Point> thinned(List<List<Point>> curves, int most) {
        List<Point> all = curves.stream().flatMap(List::stream).toList();
        if (all.size() <= most) {
            return all;
        }
        List<Point> ends = new ArrayList<>();
        List<Point> lasts = new ArrayList<>();
        for (List<Point> curve : curves) {
            if (curve.size() > 1) {
                ends.add(curve.get(0));
            }
            ends.add(curve.get(curve.size() - 1));
            lasts.add(curve.get(curve.size() - 1));
        }
        return ends.size() <= most
                ? ends
                : Thinning.foremost(
                        lasts,
                        most,
                        Comparator.comparingDouble(Point::score).thenComparing(Point::place, Arrays::compare));
    }
}
