package org.gradus.probes.internal.curves;

import com.google.common.primitives.Booleans;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.math3.special.Erf;
import org.gradus.core.space.Domain;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Trial;

/**
 * What full trainings should come to, by all that a study has seen of its curves: a Gaussian process over configurations and
 * epochs (the idea of freeze-thaw: Swersky, Snoek and Adams 2014, arXiv 1406.3896; a joint process as in Lin et al. 2024, arXiv
 * 2410.09239, with exact inference over a few epochs of each curve). Immutable.
 */
public final class CurveForecast {
    /** Values that enter the fit of hyperparameters, whose time grows with the cube of their number, and the belief. */
    private static final int MOST_FITTED = 100;

    private static final int MOST = 300;

    private final StudyView study;
    private final CurveHistory history;
    private final Belief now;
    private final Belief afterOpen;

    private CurveForecast(CurveHistory history, CurveValues values, CurveProcess process) {
        this.study = history.study();
        this.history = history;
        this.now = new Belief(process, incumbent(process));
        this.afterOpen = afterOpen(values, process);
    }

    /** The forecast, once a trial has a score. */
    public static Optional<CurveForecast> of(StudyView study) {
        CurveHistory history = CurveHistory.of(study);
        if (history.trials().isEmpty()) {
            return Optional.empty();
        }
        CurveKernel kernel =
                CurveFit.of(history.fitted().values(MOST_FITTED), categorical(study.space()), study.seed());
        CurveValues values = history.values(MOST);
        return Optional.of(new CurveForecast(history, values, CurveProcess.of(kernel, values)));
    }

    /**
     * A belief about the ends of full trainings.
     *
     * @param ends the belief, higher is better
     * @param incumbent what a trial must come to in order to be an improvement
     */
    public record Belief(CurveProcess ends, double incumbent) {
        /** The logarithm of the expected improvement by a full training at a place. */
        public double logImprovement(double[] place) {
            Posterior.Prediction end = ends.at(place);
            return ExpectedImprovement.log(end.mean(), end.deviation(), incumbent);
        }

        /** The probability that a full training at a place is an improvement. */
        public double chance(double[] place) {
            Posterior.Prediction end = ends.at(place);
            return 0.5 * Erf.erfc((incumbent - end.mean()) / (end.deviation() * Math.sqrt(2)));
        }
    }

    /** What is believed by what was measured; the incumbent is the best mean of a complete trial, or of any if none is. */
    public Belief now() {
        return now;
    }

    /**
     * What would be believed if every open trial came to the end that is expected of it ("kriging believer", Ginsbourger, Le Riche
     * and Carraro 2010): how much a new trial is worth beside those. The incumbent is the best mean of a trial, open or complete.
     */
    public Belief afterOpen() {
        return afterOpen;
    }

    /** The places with the best means among the trials, best first. */
    public List<double[]> bestPlaces(int most) {
        return history.trials().stream()
                .map(this::place)
                .map(place -> new Valued(place, now.ends.mean(place)))
                .sorted(Comparator.comparingDouble(Valued::mean).reversed())
                .limit(most)
                .map(Valued::place)
                .toList();
    }

    private record Valued(double[] place, double mean) {}

    /** Whether a trial has trained to the end. */
    public boolean hasComplete() {
        return complete().findAny().isPresent();
    }

    /** The way back from what is believed of the ends to scores, lower is better. */
    public DoubleUnaryOperator scores() {
        return history.scores(MOST);
    }

    /** How many trials were left out because there are too many. */
    public int leftOut() {
        return history.leftOut(MOST);
    }

    /** Where a trial is in the unit cube. */
    public double[] place(Trial trial) {
        return study.space().toUnit(trial.configuration());
    }

    private Stream<Trial> complete() {
        return history.trials().stream()
                .filter(t -> t.scoreAt(study.objective(), study.maxEpochs()).isPresent());
    }

    private double incumbent(CurveProcess process) {
        return (hasComplete() ? complete() : history.trials().stream())
                .mapToDouble(t -> process.mean(place(t)))
                .max()
                .orElseThrow();
    }

    private Belief afterOpen(CurveValues values, CurveProcess process) {
        List<Trial> open = CurveHistory.ordered(study, study.open())
                .filter(t -> t.epochsTrained() < study.maxEpochs())
                .toList();
        if (open.isEmpty()) {
            return now;
        }
        List<double[]> places = open.stream().map(this::place).toList();
        CurveProcess after = process.after(values.withEnds(
                places,
                open.stream().map(t -> t.id().number()).toList(),
                places.stream().mapToDouble(process::mean).toArray()));
        double best = places.stream().mapToDouble(after::mean).max().orElseThrow();
        return new Belief(after, Math.max(best, now.incumbent));
    }

    /** Which parameters are choices. */
    public static boolean[] categorical(SearchSpace space) {
        return Booleans.toArray(space.parameters().stream()
                .map(p -> p.domain().kind() == Domain.Kind.CATEGORICAL)
                .toList());
    }
}
