package org.gradus.reports.internal.words;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.core.space.Figures;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.facts.TrialFacts;

/**
 * What the charts show, for those who cannot see them.
 *
 * @param scores of the chart of scores against rates
 * @param curves of the learning curves
 */
public record ChartSummaries(String scores, String curves) {
    static ChartSummaries of(StudyFacts facts, NumberFormats formats) {
        return new ChartSummaries(scores(facts, formats), curves(facts, formats));
    }

    private static String scores(StudyFacts facts, NumberFormats formats) {
        List<TrialFacts> searched = facts.trials(TrialPurpose.SEARCH);
        String counts = Stream.concat(Arrays.stream(OutcomeKind.values()).map(OutcomeKind::word), Stream.of("running"))
                .filter(word -> count(searched, word) > 0)
                .map(word -> count(searched, word) + " " + word)
                .collect(Collectors.joining(", "));
        String best = facts.winner()
                .map(w -> " The best, " + formats.rate().of(w.trial()) + ", reached "
                        + w.figure().map(formats::estimate).orElse("–") + ".")
                .orElse("");
        String breaks = facts.breakdown()
                .above()
                .map(broken -> " From " + Figures.rate(broken.rate()) + " on, training "
                        + facts.breakdown().verb() + ".")
                .orElse("");
        return Phrases.count(searched.size(), "trial") + (counts.isEmpty() ? "" : ": " + counts) + "." + best + breaks;
    }

    private static long count(List<TrialFacts> trials, String outcome) {
        return trials.stream().filter(t -> t.outcome().equals(outcome)).count();
    }

    private static String curves(StudyFacts facts, NumberFormats formats) {
        String what = facts.view().objective().words();
        boolean rated = facts.view().space().learningRateDomain().isPresent();
        String color = rated ? "the colour of a curve is its rate." : "all have one colour.";
        return facts.winner()
                .map(w -> facts.trial(w.trial().id()).measures().scores())
                .filter(scores -> scores.size() > 1)
                .map(scores -> "With the best " + (rated ? "rate" : "configuration") + ", " + what + " went from "
                        + formats.figure(facts, scores.get(0)) + " to "
                        + formats.figure(facts, scores.get(scores.size() - 1)) + " in "
                        + Phrases.count(scores.get(scores.size() - 1).epoch(), "epoch")
                        + "; " + color)
                .orElse(Phrases.capital(color));
    }
}
