package org.gradus.strategies.internal.bayesian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.Configuration;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.probes.internal.curves.ScoreScale;
import org.gradus.probes.internal.curves.Thinning;
import org.gradus.strategies.internal.points.EqualEpochs;

/**
 * What the trials of a study say, sorted by kind. Replicates and baselines count as evidence beside the candidates.
 *
 * @param scored trials with a score, comparable with each other
 * @param beyond places of trials that diverged or learned nothing because their rate was too high
 * @param pending places of trials without a comparable score yet
 * @param failed places of trials that failed for reasons that have nothing to do with the loss
 */
record Evidence(List<Scored> scored, List<Place> beyond, List<Place> pending, List<Place> failed) {
    /** The most trials of a kind that enter a proposal beside the fit. */
    private static final int MOST = 500;

    /** A trial that improves less than this share of what the best improved has learned nothing. */
    private static final double LEARNED_SHARE = 0.25;

    /** A loss that falls by less than this share of itself may have been left alone by a rate too low. */
    private static final double LITTLE_CHANGE = 0.05;

    /**
     * A configuration and its place in the unit cube.
     *
     * @param unit its coordinates
     * @param configuration the configuration itself
     */
    record Place(double[] unit, Configuration configuration) {
        double logRate() {
            return Math.log10(configuration.learningRate().value());
        }
    }

    /**
     * A place with its score.
     *
     * @param score lower is better
     * @param number that of the trial
     */
    record Scored(Place place, double score, int number) {}

    static Evidence of(StudyView study) {
        Evidence evidence = new Evidence(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<Trial> comparable = new ArrayList<>();
        for (Trial trial : study.trials()) {
            if (trial.purpose() == TrialPurpose.SWEEP || !study.space().contains(trial.configuration())) {
                continue;
            }
            Place place = place(study, trial);
            if (trial.ended(OutcomeKind.DIVERGED)) {
                evidence.beyond.add(place);
            } else if (trial.ended(OutcomeKind.FAILED)) {
                evidence.failed.add(place);
            } else {
                comparable.add(trial);
            }
        }
        EqualEpochs scores = EqualEpochs.of(study.objective(), comparable);
        Optional<Trial> best = comparable.stream()
                .filter(t -> scores.score(t).isPresent())
                .min(Comparator.<Trial>comparingDouble(t -> scores.score(t).orElseThrow())
                        .thenComparing(t -> place(study, t), Evidence::compare));
        for (Trial trial : comparable) {
            Place place = place(study, trial);
            Optional<Double> score = scores.score(trial);
            if (score.isEmpty()) {
                evidence.pending.add(place);
            } else if (learnedNothing(study, scores, trial, best.orElse(trial)) || gotLost(study, trial)) {
                evidence.beyond.add(place);
            } else {
                evidence.scored.add(new Scored(place, score.get(), trial.id().number()));
            }
        }
        evidence.beyond.sort(Evidence::compare);
        evidence.pending.sort(Evidence::compare);
        evidence.failed.sort(Evidence::compare);
        evidence.scored.sort(Comparator.<Scored, Place>comparing(Scored::place, Evidence::compare)
                .thenComparing(Scored::score));
        return evidence;
    }

    /**
     * What weighs most of a large study, in the same order: the better half of the scored trials that are kept, the half of
     * the diverged with the lowest rates, and of the rest some spread evenly. The time of a proposal grows with their number.
     */
    Evidence weightiest() {
        return new Evidence(
                most(scored, Comparator.comparingDouble(Scored::score), Scored::place),
                most(beyond, Comparator.comparingDouble(Evidence::rateOrZero), place -> place),
                pending,
                Thinning.spread(failed, MOST));
    }

    /** The same without trials that have no score yet. */
    Evidence withoutPending() {
        return new Evidence(scored, beyond, List.of(), failed);
    }

    private static <T> List<T> most(List<T> all, Comparator<T> first, Function<T, Place> place) {
        List<T> most = new ArrayList<>(Thinning.foremost(all, MOST, first.thenComparing(place, Evidence::compare)));
        if (most.size() < all.size()) {
            most.sort(Comparator.comparing(place, Evidence::compare));
        }
        return most;
    }

    private static double rateOrZero(Place place) {
        return place.configuration().findLearningRate().map(r -> r.value()).orElse(0.0);
    }

    /** By coordinates: an order that does not depend on that of the trials, for sums are rounded. */
    private static int compare(Place a, Place b) {
        return Arrays.compare(a.unit(), b.unit());
    }

    private static Place place(StudyView study, Trial trial) {
        return new Place(study.space().toUnit(trial.configuration()), trial.configuration());
    }

    /**
     * Whether the trial is no better than an untrained model although its rate is above that of the best. Judged only
     * where the rate is all that is searched: elsewhere another parameter may be the reason.
     */
    private static boolean learnedNothing(StudyView study, EqualEpochs scores, Trial trial, Trial best) {
        if (study.space().dimensions() > 1
                || trial.learningRate().isEmpty()
                || best.learningRate().isEmpty()
                || trial.learningRate().get().value()
                        <= best.learningRate().get().value()) {
            return false;
        }
        Optional<Score> untrained = trial.scoreAt(study.objective(), 0);
        if (untrained.isEmpty()) {
            return false;
        }
        double[] found = {
            scores.score(best).orElseThrow(),
            scores.score(trial).orElseThrow(),
            untrained.get().value()
        };
        double[] values = ScoreScale.of(found).scaled(found);
        return values[2] - values[1] < LEARNED_SHARE * (values[2] - values[0]);
    }

    /**
     * Whether the trial, no better than an untrained model, has lost its way: its loss rose or changed by much. Where the
     * rate is too low for anything to happen the loss falls a little. Judged only where the rate is all that is searched.
     */
    private static boolean gotLost(StudyView study, Trial trial) {
        if (study.space().dimensions() > 1 || trial.learningRate().isEmpty()) {
            return false;
        }
        Optional<Score> untrained = trial.scoreAt(study.objective(), 0);
        Optional<Score> trained = trial.latestScore(study.objective());
        if (untrained.isEmpty()
                || trained.isEmpty()
                || trained.get().value() < untrained.get().value()) {
            return false;
        }
        double before = loss(trial.atEpoch(0));
        double after = loss(trial.curve().lastValidated());
        return after > before || Math.abs(after - before) > LITTLE_CHANGE * Math.abs(before);
    }

    private static double loss(Optional<CurvePoint> point) {
        return point.flatMap(CurvePoint::validation).map(e -> e.loss()).orElse(Double.NaN);
    }
}
