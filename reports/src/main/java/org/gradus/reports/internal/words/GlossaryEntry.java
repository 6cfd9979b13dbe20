package org.gradus.reports.internal.words;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradus.core.diagnosis.Diagnosis.Label;
import org.gradus.reports.internal.facts.StudyFacts;

/**
 * A diagnosis that occurs in a study.
 *
 * @param name its name
 * @param severity its class: {@code good}, {@code notice}, {@code bad}
 * @param meaning what it means
 * @param count how many candidates have it
 */
public record GlossaryEntry(String name, String severity, String meaning, long count) {
    static List<GlossaryEntry> of(StudyFacts facts) {
        Map<Label, Long> counts = facts.result().ranking().entries().stream()
                .collect(Collectors.groupingBy(
                        e -> facts.trial(e.trial().id()).diagnosis().label(), Collectors.counting()));
        return Arrays.stream(Label.values())
                .filter(counts::containsKey)
                .map(label -> new GlossaryEntry(
                        label.word(), Phrases.severity(label), label.meaning(), counts.getOrDefault(label, 0L)))
                .toList();
    }
}
