package org.gradus.reports.internal.charts;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.gradus.core.rangetest.SweepAnalysis;
import org.gradus.core.rangetest.SweepAnalysis.NamedLandmark;
import org.gradus.core.space.Figures;
import org.gradus.reports.internal.facts.RangeTestFacts;
import org.gradus.reports.internal.words.RangeTestSection;

/**
 * A range test as it is drawn, beside its single sweeps. Rates are decimal logarithms.
 *
 * @param figure what falls and rises
 * @param top where the chart ends upward; sweeps that blow up leave it there
 * @param median the median over the sweeps, smoothed
 * @param interval the suggestion: its low end, its high end; NaN if there is none
 * @param confident whether nothing makes it doubtful
 * @param marks the landmarks, the edge, the stability limit and the rules of other tools, as far as there are any
 * @param probes the trainings at a constant rate that looked for the edge
 */
record RangeTestChart(
        String figure,
        double top,
        SweepLine median,
        double[] interval,
        boolean confident,
        List<Mark> marks,
        List<Probe> probes) {
    /** The share of the fall to the lowest loss that the chart shows of the rise after it. */
    private static final double SHOWN_RISE = 0.5;
    /** The share of the losses up to the lowest that the chart certainly shows; a spike may leave it. */
    private static final double SHOWN_LOSSES = 0.98;
    /** A loss that does not change is shown with this share of it around. */
    private static final double LEAST_RANGE = 0.02;

    /**
     * A rate with a name.
     *
     * @param kind {@code landmark}, {@code edge}, {@code limit} or {@code rule}
     * @param name what it is called
     * @param x where it is
     * @param low the low end of its spread
     * @param high the high end
     * @param rate the rate in words
     */
    record Mark(String kind, String name, double x, double low, double high, String rate) {}

    /** A short training: the logarithm of its rate, the rate in words, whether it was stable. */
    record Probe(double x, String rate, boolean stable) {}

    static RangeTestChart of(RangeTestFacts facts, SweepAnalysis analysis) {
        List<SweepLine> lines = sweeps(facts);
        double top = top(lines, analysis);
        double[] medianRates = logs(doubles(analysis.rates()));
        return new RangeTestChart(
                RangeTestSection.falling(facts),
                top,
                new SweepLine(medianRates, whileMostLast(lines, top, medianRates, doubles(analysis.median()))),
                logs(analysis.interval()
                        .map(interval -> new double[] {interval.low(), interval.high()})
                        .orElse(new double[0])),
                analysis.confident(),
                marks(facts, analysis),
                facts.probes().stream()
                        .map(run -> new Probe(
                                Math.log10(run.sweep().minRate()),
                                Figures.rate(run.sweep().minRate()),
                                facts.stable(run)))
                        .toList());
    }

    /** The single sweeps. */
    static List<SweepLine> sweeps(RangeTestFacts facts) {
        return facts.sweeps().stream()
                .map(run -> SweepLine.of(run.losses(facts.judgedOn())))
                .toList();
    }

    static double[] logs(double[] rates) {
        return Arrays.stream(rates).map(Math::log10).toArray();
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * The median up to where half of the sweeps have blown up or have left the chart for good; beyond, it is smoothing's alone.
     */
    private static double[] whileMostLast(List<SweepLine> lines, double top, double[] rates, double[] median) {
        double[] ends = lines.stream().mapToDouble(line -> lastBelow(line, top)).toArray();
        return IntStream.range(0, median.length)
                .mapToDouble(i ->
                        2 * Arrays.stream(ends).filter(end -> end >= rates[i]).count() > ends.length
                                ? median[i]
                                : Double.NaN)
                .toArray();
    }

    private static double lastBelow(SweepLine line, double top) {
        return IntStream.range(0, line.loss().length)
                .filter(i -> line.loss()[i] <= top || (Double.isNaN(top) && Double.isFinite(line.loss()[i])))
                .mapToDouble(i -> line.rates()[i])
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    /** Above the losses up to the lowest by half of their range, so that a blow-up does not flatten them. */
    private static double top(List<SweepLine> lines, SweepAnalysis analysis) {
        double until = analysis.min().map(min -> Math.log10(min.value())).orElse(Double.POSITIVE_INFINITY);
        double[] before = lines.stream()
                .flatMapToDouble(line -> upTo(line, until))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (before.length == 0) {
            return Double.NaN;
        }
        double high = before[(int) Math.ceil(SHOWN_LOSSES * before.length) - 1];
        double range = Math.max(high - before[0], LEAST_RANGE * Math.abs(high));
        return high + SHOWN_RISE * range;
    }

    private static DoubleStream upTo(SweepLine line, double until) {
        int end = 0;
        while (end < line.rates().length && line.rates()[end] <= until) {
            end++;
        }
        return Arrays.stream(line.loss(), 0, end);
    }

    private static List<Mark> marks(RangeTestFacts facts, SweepAnalysis analysis) {
        ImmutableList.Builder<Mark> marks = ImmutableList.builder();
        analysis.landmarks(facts.judgedOn())
                .forEach(named -> add(
                        marks,
                        named.name().equals(NamedLandmark.EDGE) ? "edge" : "landmark",
                        named.name(),
                        named.landmark()));
        add(marks, "limit", "stability limit", facts.limit());
        analysis.rules().byName().forEach((name, rate) -> add(marks, "rule", name, rate));
        return marks.build();
    }

    private static void add(
            ImmutableList.Builder<Mark> marks, String kind, String name, Optional<SweepAnalysis.Landmark> found) {
        found.ifPresent(l -> marks.add(new Mark(
                kind,
                name,
                Math.log10(l.value()),
                Math.log10(l.low()),
                Math.log10(l.high()),
                Figures.rate(l.value()))));
    }

    private static void add(ImmutableList.Builder<Mark> marks, String kind, String name, OptionalDouble found) {
        found.ifPresent(rate -> {
            double x = Math.log10(rate);
            marks.add(new Mark(kind, name, x, x, x, Figures.rate(rate)));
        });
    }
}
