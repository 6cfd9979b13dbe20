package org.gradus.core.trial;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;

/**
 * With what a study was run, so that it can be repeated.
 *
 * @param trainer the trainer's name
 * @param trainerFingerprint changes when the trainer would give other curves
 * @param details everything else by name: versions, machine, data, command line, start time
 */
public record Provenance(String trainer, String trainerFingerprint, Map<String, String> details) {
    public Provenance {
        details = ImmutableSortedMap.copyOf(details);
    }
}
