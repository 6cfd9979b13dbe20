package org.gradus.core.study;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import org.gradus.core.space.Texts;

/**
 * With what a study was run, so that it can be repeated.
 *
 * @param trainer the trainer's name
 * @param trainerFingerprint changes when the trainer would give other curves
 * @param details everything else by name: versions, machine, data, command line, start time, notes; names of
 *     at most {@value Texts#LONGEST_NAME} and values of at most {@value Texts#LONGEST_DETAIL} characters
 */
public record Provenance(String trainer, String trainerFingerprint, Map<String, String> details) {
    public Provenance {
        Texts.requireName("the name of a trainer", trainer);
        Texts.requireAtMost(Texts.LONGEST_DETAIL, "the fingerprint of a trainer", trainerFingerprint);
        details = ImmutableSortedMap.copyOf(details);
        details.forEach((name, value) -> {
            Texts.requireName("the name of a note", name);
            Texts.requireAtMost(Texts.LONGEST_DETAIL, "the note '" + name + "'", value);
        });
    }
}
