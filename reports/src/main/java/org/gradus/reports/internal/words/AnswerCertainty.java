package org.gradus.reports.internal.words;

import org.gradus.reports.internal.facts.StudyFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.ranking.Tie;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Figures;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.SearchSpace;

/** Writes the answer. */
final class AnswerCertainty {
    private static final int NAMED = 4;

    private AnswerCertainty() {}

    static AnswerSection answer(StudyFacts facts, NumberFormats formats) {
        AnswerFigures figures = new AnswerFigures(facts, formats);
        return facts.winner()
                .map(winner -> new AnswerSection(
                        true,
                        formats.rate(winner.trial()),
                        others(winner.configuration()),
                        exact(winner.configuration()),
                        certainty(facts, formats, winner),
                        figures.of(winner)))
                .orElseGet(() -> AnswerSection.none(figures.withoutWinner()));
    }

    /** The other hyperparameters: {@code batch 64}. */
    static List<String> others(Configuration configuration) {
        return configuration.values().entrySet().stream()
                .filter(e -> !e.getKey().equals(SearchSpace.LEARNING_RATE))
                .map(e -> e.getKey() + " " + show(e.getValue()))
                .toList();
    }

    static String show(Object value) {
        return value instanceof Double real ? Figures.of(real) : value.toString();
    }

    private static String exact(Configuration configuration) {
        return configuration.values().entrySet().stream()
                .map(e -> e.getKey() + " = " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String certainty(StudyFacts facts, NumberFormats formats, RankedTrial winner) {
        if (winner.probabilityBest().isEmpty()) {
            boolean once = winner.figure().map(figure -> figure.count() == 1).orElse(true);
            return once
                    ? "It was measured once only, so how sure this is cannot be said."
                    : "Nothing else was trained again to hold it against.";
        }
        if (!winner.tiedBest()) {
            return betterBaseline(facts, formats)
                    .orElse("It is the best of those searched, but not the best of those compared.");
        }
        List<String> tied = facts.tiedBest().stream()
                .map(RankedTrial::trial)
                .filter(t -> !t.id().equals(winner.trial().id()))
                .sorted(Comparator.comparing(
                        t -> t.learningRate().map(LearningRate::value).orElse(0.0)))
                .map(formats::rate)
                .toList();
        if (tied.isEmpty()) {
            return "It is the best of the finalists: no other has a chance of 5 % to be.";
        }
        List<String> named = tied.size() <= NAMED
                ? tied
                : List.of(String.join(", ", tied.subList(0, NAMED)), Phrases.count(tied.size() - NAMED, "other rate"));
        return facts.result()
                .ranking()
                .tie()
                .map(tie -> tied(tie, named, tied.size(), formats))
                .orElse("It is tied with " + Phrases.list(named) + ".");
    }

    private static String tied(Tie tie, List<String> named, int others, NumberFormats formats) {
        if (tie.close()) {
            return "It is tied with " + Phrases.list(named) + ": they differ by less than the noise of one training, so "
                    + (others == 1 ? "either" : "any of them") + " will do.";
        }
        return "There are too few fresh seeds to tell it from " + Phrases.list(named) + ": "
                + (others == 1 ? "either" : "any of them") + " may be the best, by up to "
                + formats.figure().of(tie.behind()) + ".";
    }

    private static Optional<String> betterBaseline(StudyFacts facts, NumberFormats formats) {
        return facts.baseline()
                .filter(RankedTrial::tiedBest)
                .map(e -> "The default rate, " + formats.rate(e.trial())
                        + ", is the best of those compared, with a chance of "
                        + Phrases.percent(e.probabilityBest().orElse(1)) + ": keep it.");
    }
}
