package org.gradus.reports.internal.words;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.OptionalDouble;
import org.gradus.core.rangetest.NamedRules;
import org.gradus.core.rangetest.SweepAnalysis;
import org.gradus.core.rangetest.SweepAnalysis.NamedLandmark;
import org.gradus.core.rangetest.SweepFigure;
import org.gradus.core.space.Figures;
import org.gradus.reports.internal.facts.RangeTestFacts;

/**
 * What the page says of a range test.
 *
 * @param suggestion the interval and the rule of each end, in a sentence; why there is none where there is none
 * @param summary what the chart shows; empty where there is no chart
 * @param flags what makes the suggestion doubtful, or leaves none, each with advice
 * @param landmarks the rates that the sweeps and probes show
 * @param rules the rates that the rules of other tools name
 * @param limit the stability limit in words; empty where it was not measured
 */
public record RangeTestSection(
        String suggestion, String summary, List<String> flags, List<Row> landmarks, List<Row> rules, String limit) {
    /**
     * A rate with its meaning.
     *
     * @param name what it is called
     * @param rate the rate, or {@code none}
     * @param spread over the sweeps; between probes for the edge; empty where there is none
     * @param meaning what happens there
     */
    public record Row(String name, String rate, String spread, String meaning) {}

    static RangeTestSection of(RangeTestFacts facts) {
        return facts.analysis()
                .map(analysis -> of(facts, analysis))
                .orElseGet(() -> new RangeTestSection(
                        "The sweeps cannot be analysed: " + facts.problem() + ".",
                        "",
                        List.of(),
                        List.of(),
                        List.of(),
                        facts.limitWords()));
    }

    private static RangeTestSection of(RangeTestFacts facts, SweepAnalysis analysis) {
        return new RangeTestSection(
                analysis.words(),
                summary(facts),
                analysis.flags().stream()
                        .map(flag -> (analysis.interval().isPresent() ? "Not sure: " : "Reason: ") + flag.words() + ". "
                                + flag.advice())
                        .toList(),
                landmarks(facts, analysis),
                rules(analysis.rules()),
                facts.limitWords());
    }

    private static String summary(RangeTestFacts facts) {
        String probes = facts.probes().isEmpty()
                ? ""
                : " " + Phrases.count(facts.probes().size(), "short training") + " at a constant rate, "
                        + facts.probes().stream().filter(facts::stable).count()
                        + " of them stable, looked for the edge.";
        return "The " + falling(facts) + " while the rate climbs through the whole range, in "
                + Phrases.count(facts.sweeps().size(), "sweep") + " (thin lines) with their smoothed median (thick)."
                + probes;
    }

    /** What falls and rises: of an accuracy, the share that is classified wrongly. */
    public static String falling(RangeTestFacts facts) {
        return facts.judgedOn() == SweepFigure.VALIDATION_ACCURACY
                ? "validation error (1 − accuracy)"
                : facts.judgedOn().words();
    }

    private static List<Row> landmarks(RangeTestFacts facts, SweepAnalysis analysis) {
        ImmutableList.Builder<Row> rows = ImmutableList.builder();
        analysis.landmarks(facts.judgedOn()).stream()
                .filter(NamedLandmark::isListed)
                .map(RangeTestSection::row)
                .forEach(rows::add);
        if (facts.limit().isPresent()) {
            rows.add(new Row(
                    "stability limit",
                    Figures.rate(facts.limit().getAsDouble()),
                    "–",
                    "steps are stable below it where the untrained network stands"));
        }
        return rows.build();
    }

    private static Row row(NamedLandmark named) {
        return new Row(
                named.name(),
                named.landmark().map(l -> Figures.rate(l.value())).orElse("none"),
                named.landmark()
                        .map(l -> Figures.rate(l.low()) + " to " + Figures.rate(l.high()))
                        .orElse("–"),
                named.meaning());
    }

    private static List<Row> rules(NamedRules rules) {
        return List.of(
                rule("valley", rules.valley(), "two thirds into the longest fall"),
                rule("slide", rules.slide(), "where the fall ends, coming from the end"),
                rule("steep", rules.steep(), "the steepest fall of a trailing average"),
                rule("minimum", rules.minimum(), "a tenth of the rate of its lowest loss"));
    }

    private static Row rule(String name, OptionalDouble rate, String meaning) {
        return new Row(name, rate.isPresent() ? Figures.rate(rate.getAsDouble()) : "none", "–", meaning);
    }
}
