package org.gradus.reports.model;

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
public record Answer(
        boolean found, String rate, List<String> others, String exact, String certainty, List<Fact> facts) {
    public Answer {
        others = List.copyOf(others);
        facts = List.copyOf(facts);
    }

    static Answer none(List<Fact> facts) {
        return new Answer(false, "", List.of(), "", "", facts);
    }
}
