package org.gradus.reports.internal.words;

import org.gradus.reports.internal.facts.StudyFacts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradus.core.diagnosis.Diagnosis.Label;

/**
 * A diagnosis that occurs in a study.
 *
 * @param word its name
 * @param severity its class: {@code good}, {@code notice}, {@code bad}
 * @param meaning what it means
 * @param count how many candidates have it
 */
public record GlossaryEntry(String word, String severity, String meaning, long count) {
    static List<GlossaryEntry> of(StudyFacts facts) {
        Map<Label, Long> counts = facts.result().ranking().entries().stream()
                .collect(Collectors.groupingBy(
                        e -> facts.trial(e.trial().id()).diagnosis().label(), Collectors.counting()));
        return Arrays.stream(Label.values())
                .filter(counts::containsKey)
                .map(label -> new GlossaryEntry(
                        label.word(),
                        label.severity().name().toLowerCase(Locale.ROOT),
                        label.meaning(),
                        counts.getOrDefault(label, 0L)))
                .toList();
    }
}
