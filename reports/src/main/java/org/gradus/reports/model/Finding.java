package org.gradus.reports.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gradus.core.diagnosis.Diagnosis.Label;

/**
 * A diagnosis that occurs in a study.
 *
 * @param word its name
 * @param severity its class: {@code good}, {@code notice}, {@code bad}
 * @param meaning what it means
 * @param count how many candidates have it
 */
public record Finding(String word, String severity, String meaning, long count) {
    static List<Finding> of(StudyFacts facts) {
        return Arrays.stream(Label.values())
                .map(label -> new Finding(
                        label.word(),
                        label.severity().name().toLowerCase(Locale.ROOT),
                        label.meaning(),
                        facts.result().ranking().entries().stream()
                                .filter(e ->
                                        facts.trial(e.trial().id()).diagnosis().label() == label)
                                .count()))
                .filter(finding -> finding.count() > 0)
                .toList();
    }
}
