package org.gradus.reports.internal.words;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradus.core.diagnosis.Diagnosis.Label;
import org.gradus.reports.internal.facts.StudyFacts;

/**
 * Terms of the page with their meanings.
 *
 * @param title what they are about
 * @param terms the terms in the order of the page
 */
public record HelpGroup(String title, List<Term> terms) {
    public HelpGroup {
        terms = ImmutableList.copyOf(terms);
    }

    /**
     * A term.
     *
     * @param name as the page writes it
     * @param severity its class in the page's style; empty but for diagnoses
     * @param meaning what it means
     */
    public record Term(String name, String severity, String meaning) {}

    private static Term term(String name, String meaning) {
        return new Term(name, "", meaning);
    }

    /** What the page's words mean; those of importance only where several hyperparameters were searched. */
    static List<HelpGroup> of(StudyFacts facts, List<GlossaryEntry> occurring) {
        List<HelpGroup> groups = new ArrayList<>();
        groups.add(new HelpGroup("How sure", certainty()));
        groups.add(new HelpGroup("Columns of the ranking", columns()));
        groups.add(new HelpGroup("Diagnoses", diagnoses(occurring)));
        groups.add(new HelpGroup("Outcomes", outcomes()));
        if (!facts.importance().isEmpty()) {
            groups.add(new HelpGroup("What mattered", importance()));
        }
        return groups;
    }

    /** What the words of a comparison mean. */
    static List<HelpGroup> ofComparison() {
        return List.of(
                new HelpGroup("Differences", differences()),
                new HelpGroup("How sure", certainty()),
                new HelpGroup("Outcomes", outcomes()));
    }

    private static List<Term> differences() {
        return List.of(
                term(
                        "Better by",
                        "the mean score of one winner over its fresh seeds, less that of the other, turned so that it is never negative. A winner was chosen among finalists by these scores, which flatters it: alike in studies with as many finalists and seeds"),
                term(
                        "95 % interval",
                        "holds the difference over many seeds in 19 of 20 comparisons; with more than two studies the intervals are wider, so that all of them hold together (Bonferroni's inequality, Dunn 1961)"),
                term(
                        "seed by seed",
                        "both winners were trained by one trainer with the same seeds: Student's t of the differences, one for each seed"),
                term(
                        "independent",
                        "the winners share no seeds, or not the trainer: Welch's t, with degrees of freedom of Welch and Satterthwaite (Biometrika 34, 1947)"),
                term("more than noise", "the interval is above 0"),
                term(
                        "within noise",
                        "the interval holds 0: other seeds might turn the order round; more seeds narrow the interval"),
                term(
                        "cannot be told",
                        "a winner was trained with fewer than two fresh seeds, or its score is the same with each"));
    }

    private static List<Term> certainty() {
        return List.of(
                term(
                        "fresh seed",
                        "one more training of the same configuration with other random numbers: it shows what is luck"),
                term("noise", "the standard deviation from one training of a configuration to the next"),
                term(
                        "95 % interval",
                        "holds the mean over many seeds in 19 of 20 studies. It allows for the best having been chosen for its score, so the mean need not lie in its middle"),
                term(
                        "P(best)",
                        "how probable it is that this is the best of those trained again; those that are equal share it"),
                term("tied", "it may be the best: its chance is 5 % or more"),
                term(
                        "close",
                        "with 95 % probability none of those tied is further behind the best than the noise of one training: take any"),
                term(
                        "default",
                        "the configuration that the best is compared with, such as the optimizer's usual rate; it never wins"),
                term(
                        "distance to breakdown",
                        "how many times the best rate lies between the highest rate above it that trained soundly and the lowest that did not"));
    }

    private static List<Term> columns() {
        return List.of(
                term(
                        "Score",
                        "the objective on data that the network does not train on: the mean over fresh seeds where there are some"),
                term("Test", "the same figure on the test split, read once, after ranking"),
                term("Settled", "the epoch from which the score stayed within 5 % of its whole improvement"),
                term("Drop", "the deepest fall of the score below the best before it, while training"),
                term("Gap", "validation loss − training loss at the end: how far the network memorizes"),
                term("Epochs", "how far it was trained, of how many"),
                term("Trial", "its number in the order of the search"));
    }

    private static List<Term> diagnoses(List<GlossaryEntry> occurring) {
        Map<String, Long> counts =
                occurring.stream().collect(Collectors.toMap(GlossaryEntry::name, GlossaryEntry::count));
        return Arrays.stream(Label.values())
                .map(label -> new Term(
                        label.word(),
                        Phrases.severity(label),
                        label.meaning() + " (" + counts.getOrDefault(label.word(), 0L) + " here)"))
                .toList();
    }

    private static List<Term> outcomes() {
        return List.of(
                term("completed", "trained to the last epoch"),
                term("stopped", "ended early by the budget policy, which had better ones to train"),
                term(
                        "diverged",
                        "its loss became infinite, or grew beyond recovery: a result, which the search learns from"),
                term("failed", "the trainer threw or crashed: it says nothing about the configuration"));
    }

    private static List<Term> importance() {
        return List.of(
                term("Share", "of the variance of the ranks, what knowing this hyperparameter alone explains"),
                term("By chance", "the share that one without any effect exceeds once in twenty times"),
                term("p", "how probable such a share is by chance, adjusted for the number of hyperparameters"));
    }
}
