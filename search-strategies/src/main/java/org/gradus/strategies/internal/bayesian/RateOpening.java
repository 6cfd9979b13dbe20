package org.gradus.strategies.internal.bayesian;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.RealDomain;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/**
 * The first trials of a search for nothing but the learning rate, before there is enough for a fit.
 *
 * <p>The first is at the prior's mean or else in the middle of the range. While all are beyond the edge the next is
 * lower, the less so the longer the lowest of them had learned. Then the curve of the best tells how far the next one
 * is: learning goes by rate x epochs, so one that was done learning after a tenth of its epochs would have got there at
 * a tenth of its rate with less noise, and one that was still learning at its end needs a higher rate.
 */
final class RateOpening {
    /** The first trial is this far from the middle at most, as a share of the range, so that seeds differ. */
    private static final double FIRST_JITTER = 0.05;

    private static final double JITTER_DECADES = 0.15;

    /** Recorded trainings do best 0.2 to 2.2 decades below the lowest rate that fails. */
    private static final double MOST_DOWN = 1.75;

    private static final double MOST_UP = 1;
    private static final double LEAST_STEP = 0.3;

    /** A training is done learning when it has this share of its improvement. */
    private static final double LEARNED = 0.97;

    /** Good rates are done learning after a third of their epochs. */
    private static final double DONE_AFTER = Math.log10(1 / 3.0);

    private final StudyView study;
    private final Evidence evidence;
    private final double low;
    private final double high;
    private final double middle;
    private final double jitter;

    /**
     * An opening.
     *
     * @param uniform moves the trial a little, in [0, 1)
     */
    RateOpening(StudyView study, Evidence evidence, Optional<RatePrior> prior, double uniform) {
        RealDomain range = study.space().learningRateDomain().orElseThrow();
        this.study = study;
        this.evidence = evidence;
        this.low = Math.log10(range.min());
        this.high = Math.log10(range.max());
        this.middle =
                Math.max(low, Math.min(high, prior.map(RatePrior::meanLogRate).orElse((low + high) / 2)));
        this.jitter = 2 * uniform - 1;
    }

    /** Whether the learning rate is all that is searched. */
    static boolean suits(SearchSpace space) {
        return space.dimensions() == 1 && space.learningRateDomain().isPresent();
    }

    /** The next trial. */
    Proposal propose() {
        RealDomain range = study.space().learningRateDomain().orElseThrow();
        Optional<Trial> best = best();
        if (best.isEmpty() && evidence.beyond().isEmpty()) {
            double reach = Math.min(JITTER_DECADES * 2, FIRST_JITTER * (high - low));
            return suggest(range, middle + jitter * reach, "the middle of the range");
        }
        double edge = evidence.beyond().stream()
                .mapToDouble(Evidence.Place::logRate)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        if (best.isEmpty()) {
            return suggest(range, belowFailure(edge), "lower, because nothing has learned yet");
        }
        double at = Math.log10(best.get().learningRate().orElseThrow().value());
        double step = step(best.get());
        if (step < 0) {
            double next = at - Math.min(-step + jitter * JITTER_DECADES, (at - low) / 2);
            return suggest(range, next, "lower, because the best so far stopped learning early");
        }
        double next = at + Math.min(step + jitter * JITTER_DECADES, (Math.min(edge, high) - at) / 2);
        return suggest(range, next, "higher, because the best so far was still learning late");
    }

    private Proposal suggest(RealDomain range, double logRate, String reason) {
        double rate = Math.max(range.min(), Math.min(range.max(), Math.pow(10, logRate)));
        Configuration configuration = study.space().fromUnit(new double[] {range.toUnit(rate)});
        return Proposal.suggest(
                configuration, reason + ", trial " + (study.searchedCount() + 1) + ", before the first fit");
    }

    private Optional<Trial> best() {
        return evidence.scored().stream()
                .min(Comparator.comparingDouble(Evidence.Scored::score))
                .flatMap(s -> trained()
                        .filter(t -> t.configuration().equals(s.place().configuration()))
                        .findFirst());
    }

    /** All but the sweeps, whose rate is not that of their configuration. */
    private Stream<Trial> trained() {
        return study.trials().stream().filter(t -> t.purpose() != TrialPurpose.SWEEP);
    }

    private double belowFailure(double edge) {
        double lived = trained()
                .filter(t ->
                        t.learningRate().map(r -> Math.log10(r.value()) == edge).orElse(false))
                .mapToDouble(this::lived)
                .findFirst()
                .orElse(0);
        double down = MOST_DOWN - lived * (MOST_DOWN - LEAST_STEP);
        return edge - Math.min(down + jitter * JITTER_DECADES, (edge - low) / 2);
    }

    /** The share of its epochs for which a training was better than an untrained model. */
    private double lived(Trial trial) {
        int epoch = 1;
        while (epoch <= trial.epochsTrained() && loss(trial, epoch) <= loss(trial, 0) && improved(trial, epoch)) {
            epoch++;
        }
        return (epoch - 1.0) / study.maxEpochs();
    }

    private boolean improved(Trial trial, int epoch) {
        Optional<Score> untrained = trial.scoreAt(study.objective(), 0);
        Optional<Score> trained = trial.scoreAt(study.objective(), epoch);
        return untrained.isPresent()
                && trained.isPresent()
                && trained.get().value() < untrained.get().value();
    }

    /** Decades from a trained trial to the next. */
    private double step(Trial trial) {
        if (loss(trial, 1) > loss(trial, 0)) {
            return -MOST_DOWN;
        }
        OptionalDouble done = doneAfter(trial, study.objective());
        if (done.isEmpty()) {
            return MOST_UP;
        }
        double step = Math.max(-MOST_DOWN, Math.min(MOST_UP, Math.log10(done.getAsDouble()) - DONE_AFTER));
        return Math.abs(step) < LEAST_STEP ? Math.copySign(LEAST_STEP, step) : step;
    }

    /** The validation loss after an epoch, NaN where there is none. */
    private static double loss(Trial trial, int epoch) {
        return trial.atEpoch(epoch)
                .flatMap(CurvePoint::validation)
                .map(e -> e.loss())
                .orElse(Double.NaN);
    }

    /** The share of its epochs after which a training had nearly all of its improvement, if it improved. */
    private static OptionalDouble doneAfter(Trial trial, Objective objective) {
        double untrained = score(trial, objective, 0);
        int epochs = trial.epochsTrained();
        double best = untrained;
        for (int epoch = 1; epoch <= epochs; epoch++) {
            best = Math.min(best, score(trial, objective, epoch));
        }
        if (!(best < untrained && untrained < Double.POSITIVE_INFINITY)) {
            return OptionalDouble.empty();
        }
        double target = untrained + LEARNED * (best - untrained);
        int epoch = 1;
        while (epoch < epochs && !(score(trial, objective, epoch) <= target)) {
            epoch++;
        }
        return OptionalDouble.of(epoch / (double) epochs);
    }

    private static double score(Trial trial, Objective objective, int epoch) {
        return trial.scoreAt(objective, epoch).map(Score::value).orElse(Double.POSITIVE_INFINITY);
    }
}
