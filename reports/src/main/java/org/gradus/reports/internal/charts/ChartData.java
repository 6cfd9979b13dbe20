package org.gradus.reports.internal.charts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.rangetest.Breakdown;
import org.gradus.core.rangetest.RateEvidence;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.space.LearningRate;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.reports.internal.facts.RangeTestFacts;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.facts.TrialFacts;
import org.gradus.reports.internal.rates.RateAxis;
import org.gradus.reports.internal.rates.RateColors;
import org.gradus.reports.internal.words.RankingRow;
import org.gradus.reports.internal.words.ReportModel;

/**
 * Everything that the charts draw. Rates are decimal logarithms, curves run over epochs; a number that is not finite is
 * left out or null.
 *
 * @param objective the objective's figure for people
 * @param metric its name in the curves
 * @param maximize whether higher figures are better
 * @param epochs the epochs of one full training
 * @param metrics what the curves measure, {@code loss} first
 * @param axis the range of rates
 * @param scale the colours of that range, from its low end to its high end
 * @param edge where training breaks down: between the highest sound rate and the lowest broken one; empty where it did not
 * @param breaks what happens from there on: {@code breaks down}
 * @param band what is believed of the scores along the rate, or how they lie
 * @param parameters what was searched
 * @param groups candidates alike in one of them
 * @param pairs what matters only together, the clearest first
 * @param spending what was spent, on what and by whom
 * @param trials the trials that the page shows, without sweeps
 * @param sweeps the single sweeps of a range test that could be analysed
 * @param rangeTest what they say
 */
record ChartData(
        String objective,
        String metric,
        boolean maximize,
        int epochs,
        List<String> metrics,
        Optional<RateAxis> axis,
        List<RateColors> scale,
        double[] edge,
        String breaks,
        Optional<ScoreBand> band,
        List<ParameterAxis> parameters,
        List<Group> groups,
        List<Pair> pairs,
        SpendingChart spending,
        List<TrialPoint> trials,
        List<SweepLine> sweeps,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<RangeTestChart> rangeTest) {
    private static final int SCALE_STOPS = 16;
    private static final double MILLIS = 1000;

    /**
     * One training in the charts.
     *
     * @param id its number
     * @param of the trial it repeats
     * @param rank its place, where it is a candidate
     * @param mark {@code best}, {@code tied}, {@code default} or empty
     * @param x the logarithm of its rate
     * @param rate its rate in words
     * @param color the colour of its rate
     * @param outcome how it ended
     * @param diagnosis what its curve means
     * @param epoch how far it was trained
     * @param figure the objective's figure there
     * @param mean the mean over fresh seeds with its interval: mean, low, high; empty where it was not trained again
     * @param meanWords the same in words
     * @param values where it lies on the axes of the parameters; NaN where one is not active
     * @param seconds how long it was trained
     * @param ended why it ended, in words
     * @param curve its learning curve
     */
    record TrialPoint(
            int id,
            Optional<Integer> of,
            OptionalInt rank,
            String mark,
            Optional<Double> x,
            String rate,
            RateColors color,
            String outcome,
            String diagnosis,
            int epoch,
            Optional<Double> figure,
            double[] mean,
            String meanWords,
            double[] values,
            double seconds,
            String ended,
            CurveLine curve) {}

    /**
     * Candidates alike in one parameter.
     *
     * @param parameter its index
     * @param value the value or the range of values in words
     * @param trials those that the page shows, best first
     * @param best the best; empty where none was measured
     * @param good the logarithms of the lowest and the highest rate of its best quarter; empty where there are too few
     */
    record Group(int parameter, String value, int[] trials, OptionalInt best, double[] good) {}

    /** Two parameters, by their indices, and how sure it is that they matter together. */
    record Pair(int first, int second, String verdict) {}

    static ChartData of(ReportModel model) {
        StudyFacts facts = model.facts();
        Points points = Points.of(model);
        Optional<RangeTestFacts> rangeTest =
                facts.rangeTest().filter(test -> test.analysis().isPresent());
        return new ChartData(
                facts.view().objective().words(),
                facts.view().objective().metric(),
                facts.view().objective().maximize(),
                facts.view().maxEpochs(),
                metrics(facts),
                model.axis(),
                IntStream.rangeClosed(0, SCALE_STOPS)
                        .mapToObj(i -> RateColors.at(i / (double) SCALE_STOPS))
                        .toList(),
                edge(facts.breakdown()),
                facts.breakdown().verb(),
                ScoreBand.of(facts.result()),
                points.axes,
                groups(model, points.axes),
                model.tables().pairs().stream()
                        .filter(pair -> pair.measured())
                        .map(pair -> new Pair(
                                index(points.axes, pair.first()), index(points.axes, pair.second()), pair.verdict()))
                        .toList(),
                SpendingChart.of(
                        facts.view(),
                        model.tables().parts(),
                        model.shownTrials().stream().map(TrialFacts::trial).toList()),
                points.all(),
                rangeTest.map(RangeTestChart::sweeps).orElseGet(List::of),
                rangeTest.flatMap(test -> test.analysis().map(found -> RangeTestChart.of(test, found))));
    }

    /** The logarithms of both ends; the best rate is the lower one where nothing between was sound. */
    private static double[] edge(Breakdown breakdown) {
        return breakdown
                .above()
                .map(broken -> new double[] {
                    Math.log10(breakdown
                            .soundBelow()
                            .map(RateEvidence::rate)
                            .orElse(breakdown.reference() > 0 ? breakdown.reference() : broken.rate())),
                    Math.log10(broken.rate())
                })
                .orElseGet(() -> new double[0]);
    }

    private static int index(List<ParameterAxis> axes, String parameter) {
        return Iterables.indexOf(axes, axis -> axis.name().equals(parameter));
    }

    private static List<Group> groups(ReportModel model, List<ParameterAxis> axes) {
        Set<TrialId> shown =
                model.shown().entries().stream().map(e -> e.trial().id()).collect(Collectors.toSet());
        return model.tables().groups().stream()
                .map(group -> new Group(
                        index(axes, group.parameter()),
                        group.value(),
                        group.entries().stream()
                                .map(e -> e.trial().id())
                                .filter(shown::contains)
                                .mapToInt(TrialId::number)
                                .toArray(),
                        group.best()
                                .map(e -> OptionalInt.of(e.trial().id().number()))
                                .orElseGet(OptionalInt::empty),
                        ends(group.goodRates())))
                .toList();
    }

    private static double[] ends(List<LearningRate> rates) {
        return rates.isEmpty()
                ? new double[0]
                : new double[] {
                    rates.get(0).log10(), rates.get(rates.size() - 1).log10()
                };
    }

    private static List<String> metrics(StudyFacts facts) {
        TreeSet<String> metrics = new TreeSet<>();
        for (TrialFacts trial : facts.trials()) {
            for (CurvePoint point : trial.trial().curve().evaluated()) {
                point.validation().map(e -> e.metrics().keySet()).ifPresent(metrics::addAll);
            }
        }
        return Stream.concat(Stream.of("loss"), metrics.stream()).toList();
    }

    /** Draws the trainings that the page shows. */
    private record Points(
            ReportModel model,
            Map<Integer, RankingRow> rows,
            Map<TrialId, RankedTrial> ranked,
            List<ParameterAxis> axes,
            CurveLine.Detail detail) {
        static Points of(ReportModel model) {
            return new Points(
                    model,
                    Maps.uniqueIndex(model.rows(), RankingRow::id),
                    Maps.uniqueIndex(model.shown().entries(), e -> e.trial().id()),
                    model.facts().view().space().parameters().stream()
                            .map(parameter -> ParameterAxis.of(
                                    parameter, model.facts().view().trials()))
                            .toList(),
                    CurveLine.Detail.of(model.trained().size()));
        }

        List<TrialPoint> all() {
            return model.trained().stream().map(this::point).toList();
        }

        private TrialPoint point(TrialFacts facts) {
            Trial trial = facts.trial();
            Optional<RankingRow> row = Optional.ofNullable(rows.get(trial.id().number()));
            return new TrialPoint(
                    trial.id().number(),
                    trial.plan().replicateOf().map(of -> of.number()),
                    row.map(r -> OptionalInt.of(r.rank())).orElseGet(OptionalInt::empty),
                    row.map(RankingRow::mark).orElse(""),
                    logRate(trial),
                    model.rates().of(trial),
                    RateColors.of(model.axis(), trial),
                    facts.outcome(),
                    facts.diagnosis().label().word(),
                    trial.epochsTrained(),
                    facts.figure().isPresent() ? Optional.of(facts.figure().getAsDouble()) : Optional.empty(),
                    Optional.ofNullable(ranked.get(trial.id()))
                            .map(ChartData::mean)
                            .orElseGet(() -> new double[0]),
                    row.map(RankingRow::scoreWords).orElse(""),
                    axes.stream().mapToDouble(axis -> axis.at(trial)).toArray(),
                    trial.elapsedMillis() / MILLIS,
                    facts.outcomeReason(),
                    CurveLine.of(trial, detail));
        }
    }

    private static double[] mean(RankedTrial ranked) {
        boolean again = !ranked.evidence().contains(ranked.trial());
        return ranked.figure()
                .filter(figure -> again)
                .map(figure -> new double[] {figure.mean(), figure.low(), figure.high()})
                .orElseGet(() -> new double[0]);
    }

    private static Optional<Double> logRate(Trial trial) {
        return trial.learningRate().map(rate -> rate.log10());
    }
}
