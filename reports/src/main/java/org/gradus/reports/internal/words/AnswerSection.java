package org.gradus.reports.internal.words;

import java.util.List;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.reports.internal.facts.StudyFacts;

/**
 * What the reader came for.
 *
 * @param found whether there is a best learning rate; where there is none the texts are empty
 * @param heading what was searched for: {@code Best learning rate}
 * @param rate the rate: {@code 3.2e-3}; the whole configuration where its space has none
 * @param others the values of the other hyperparameters: {@code batch 64}
 * @param words what to train with, what it brings and what lies above it, as one would tell a colleague
 * @param texts the whole configuration to all digits, to be copied
 * @param certainty how sure it is, in a sentence
 * @param figures the figures that support it
 */
public record AnswerSection(
        boolean found,
        String heading,
        String rate,
        List<String> others,
        String words,
        List<ConfigurationText> texts,
        String certainty,
        List<AnswerFigure> figures) {
    public AnswerSection {
        others = List.copyOf(others);
        texts = List.copyOf(texts);
        figures = List.copyOf(figures);
    }

    static AnswerSection of(StudyFacts facts, NumberFormats formats) {
        boolean rated = facts.view().space().learningRateDomain().isPresent();
        String heading = rated ? "Best learning rate" : "Best configuration";
        AnswerFigures figures = new AnswerFigures(facts, formats);
        return facts.winner()
                .map(winner -> new AnswerSection(
                        true,
                        heading,
                        formats.rate().of(winner.trial()),
                        rated ? others(winner.configuration()) : List.of(),
                        new AnswerWords(facts, formats).of(winner),
                        ConfigurationText.of(winner.configuration()),
                        new AnswerCertainty(facts, formats).words(winner),
                        figures.of(winner)))
                .orElseGet(() ->
                        new AnswerSection(false, heading, "", List.of(), "", List.of(), "", figures.withoutWinner()));
    }

    static List<String> others(Configuration configuration) {
        return configuration.values().entrySet().stream()
                .filter(e -> !e.getKey().equals(SearchSpace.LEARNING_RATE))
                .map(e -> e.getKey() + " " + Phrases.value(e.getValue()))
                .toList();
    }
}
