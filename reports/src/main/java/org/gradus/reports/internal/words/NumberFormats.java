package org.gradus.reports.internal.words;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.gradus.core.rangetest.Breakdown;
import org.gradus.core.ranking.Estimate;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.trial.Score;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.facts.TrialFacts;
import org.gradus.reports.internal.rates.RateFormat;

/**
 * How the numbers of a page are printed, everywhere on it alike.
 *
 * @param figure the objective's figure
 * @param gap the generalization gap
 * @param rate the learning rates
 */
record NumberFormats(FigureFormat figure, FigureFormat gap, RateFormat rate) {
    private static final int GAP_DIGITS = 2;
    private static final int GAP_DECIMALS = 3;

    static NumberFormats of(StudyFacts facts) {
        return of(List.of(facts));
    }

    /** Formats for several studies beside each other. */
    static NumberFormats of(List<StudyFacts> studies) {
        FigureFormat figure = FigureFormat.of(sound(studies).flatMapToDouble(t -> t.figure().stream()));
        double[] halves = studies.stream()
                .flatMap(facts -> facts.winner().stream())
                .flatMap(winner -> winner.figure().stream())
                .filter(Estimate::hasInterval)
                .mapToDouble(NumberFormats::halfWidth)
                .toArray();
        for (double half : halves) {
            figure = figure.showing(half);
        }
        FigureFormat gap =
                FigureFormat.of(sound(studies).flatMapToDouble(t -> t.measures().gap().stream()), GAP_DIGITS);
        return new NumberFormats(
                figure,
                gap.atLeast(GAP_DECIMALS),
                RateFormat.of(studies.stream()
                        .flatMap(facts -> facts.trials().stream())
                        .flatMap(t -> t.trial().learningRate().stream())
                        .toList()));
    }

    /** The trainings that did not break down. */
    private static Stream<TrialFacts> sound(List<StudyFacts> studies) {
        return studies.stream()
                .flatMap(facts -> facts.trials().stream())
                .filter(t -> !Breakdown.isBroken(t.diagnosis().label()));
    }

    private static double halfWidth(Estimate estimate) {
        return (estimate.high() - estimate.low()) / 2;
    }

    /** A score as the objective's figure. */
    String figure(StudyFacts facts, Score score) {
        return figure.of(facts.view().objective().toFigure(score.value()));
    }

    /** {@code 0.846 to 0.868}; empty where there is no interval. */
    String interval(Estimate estimate) {
        return estimate.hasInterval() ? figure.interval(estimate.low(), estimate.high()) : "";
    }

    /** {@code 0.861 (0.846 to 0.868)}; without the interval where there is none. */
    String estimate(Estimate estimate) {
        String mean = figure.of(estimate.mean());
        return estimate.hasInterval() ? mean + " (" + interval(estimate) + ")" : mean;
    }

    /** The mean gap of the trainings that speak for a candidate; a dash where it was not measured. */
    String gap(StudyFacts facts, RankedTrial entry) {
        DoubleStream gaps =
                entry.evidence().stream().flatMapToDouble(t -> facts.trial(t.id()).measures().gap().stream());
        return print(gap, gaps);
    }

    /** The mean worst drop of the trainings that speak for a candidate. */
    String worstDrop(StudyFacts facts, RankedTrial entry) {
        DoubleStream drops =
                entry.evidence().stream().flatMapToDouble(t -> facts.trial(t.id()).measures().worstDrop().stream());
        return print(figure, drops);
    }

    /** The mean on the test split; a dash where it was not read. */
    String test(StudyFacts facts, RankedTrial entry) {
        return print(
                figure,
                entry.test().stream()
                        .flatMapToDouble(
                                test -> test.metric(facts.view().objective().metric()).stream()));
    }

    private static String print(FigureFormat format, DoubleStream values) {
        double mean = values.average().orElse(Double.NaN);
        return Double.isNaN(mean) ? "–" : format.of(mean);
    }
}
