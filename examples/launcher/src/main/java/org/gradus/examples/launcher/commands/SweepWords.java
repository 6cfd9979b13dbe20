package org.gradus.examples.launcher.commands;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.gradus.core.rangetest.NamedRules;
import org.gradus.core.rangetest.RangeTestResult;
import org.gradus.core.rangetest.SweepAnalysis;
import org.gradus.core.rangetest.SweepAnalysis.NamedLandmark;
import org.gradus.core.rangetest.SweepFigure;
import org.gradus.core.space.Figures;

/** What a range test says, in words for a terminal. */
final class SweepWords {
    private SweepWords() {}

    /** All of it: what it was judged on and what it cost too. */
    static String of(RangeTestResult result) {
        String epochs = result.epochs().isPresent()
                ? String.format(Locale.ROOT, ", %.1f epochs", result.epochs().getAsDouble())
                : "";
        return String.format(
                "Judged on the %s: %s, %d steps%s.%n%n%s%n%n%s%s",
                result.judgedOn().words(),
                runs(result),
                result.steps(),
                epochs,
                of(result.analysis(), result.judgedOn()),
                rules(result.analysis().rules()),
                result.curvature()
                        .map(found -> String.format("%n%nOf the untrained network: %s.", found.words()))
                        .orElse(""));
    }

    private static String runs(RangeTestResult result) {
        String sweeps = count(result.sweeps().size(), "sweep");
        return result.judgedOn() == SweepFigure.RECORDED_LOSS
                ? sweeps
                : sweeps + " and " + count(result.probes().size(), "probe");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** The landmarks of training losses, the interval, and what makes it doubtful. */
    static String of(SweepAnalysis analysis) {
        return of(analysis, SweepFigure.TRAINING_LOSS);
    }

    private static String of(SweepAnalysis analysis, SweepFigure judgedOn) {
        TextTable table = new TextTable("landmark", "rate", "spread", "meaning");
        analysis.landmarks(judgedOn).stream().filter(NamedLandmark::isListed).forEach(named -> add(table, named));
        StringBuilder text = new StringBuilder(table.toString());
        text.append(String.format("%n%n%s", analysis.words()));
        String doubt = analysis.interval().isPresent() ? "Not sure" : "Reason";
        analysis.flags()
                .forEach(flag -> text.append(
                        String.format("%n%s: %s (%s). %s", doubt, flag.words(), flag.word(), flag.advice())));
        return text.toString();
    }

    private static void add(TextTable table, NamedLandmark named) {
        table.add(
                named.name(),
                named.landmark().map(l -> Figures.rate(l.value())).orElse("none"),
                named.landmark()
                        .map(l -> Figures.rate(l.low()) + " to " + Figures.rate(l.high()))
                        .orElse(""),
                named.meaning());
    }

    private static String rules(NamedRules rules) {
        return rules.byName().entrySet().stream()
                .map(rule -> rule.getKey() + " " + rate(rule.getValue()))
                .collect(Collectors.joining(", ", "The rules of other tools would say: ", "."));
    }

    private static String rate(OptionalDouble rate) {
        return rate.isPresent() ? Figures.rate(rate.getAsDouble()) : "nothing";
    }
}
