package org.gradus.reports.internal.words;

import java.util.List;

/**
 * What the reader came for.
 *
 * @param found whether there is a best learning rate; where there is none the texts are empty
 * @param rate the rate: {@code 3.2e-3}
 * @param others the values of the other hyperparameters: {@code batch 64}
 * @param exact the whole configuration to all digits, to be copied
 * @param certainty how sure it is, in a sentence
 * @param facts the figures that support it
 */
public record AnswerSection(
        boolean found, String rate, List<String> others, String exact, String certainty, List<AnswerFigure> facts) {
    public AnswerSection {
        others = List.copyOf(others);
        facts = List.copyOf(facts);
    }

    static AnswerSection none(List<AnswerFigure> facts) {
        return new AnswerSection(false, "", List.of(), "", "", facts);
    }
}
