package org.gradus.core.study;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import org.gradus.core.space.internal.Texts;

/**
 * With what a study was run, so that it can be repeated.
 *
 * @param trainer the trainer's name
 * @param trainerFingerprint changes when the trainer would give other curves
 * @param details everything else in words, by name: versions, machine, data, command line, start time, notes; names of
 *     at most {@value Texts#LONGEST_NAME} and values of at most {@value Texts#LONGEST_DETAIL} characters
 * @param figures everything else in numbers, by name
 */
public record Provenance(
        String trainer, String trainerFingerprint, Map<String, String> details, Map<String, Double> figures) {
    /** The detail with the time at which the study began, by ISO 8601. */
    public static final String STARTED = "started";

    /** The detail with the number of trainings that ran at once when the study began. */
    public static final String PARALLELISM = "parallelism";

    /** The detail with the command that began the study. */
    public static final String COMMAND = "command";

    /** The detail with the version of Gradus. */
    public static final String GRADUS = "gradus";

    /** The detail with the virtual machine of Java. */
    public static final String JAVA = "java";

    /** The detail with the operating system. */
    public static final String SYSTEM = "system";

    /** The detail with the number of processors. */
    public static final String PROCESSORS = "processors";

    /** The detail that says how the stability limit was measured. */
    public static final String STABILITY_WORDS = "stability.words";

    /** The figure of the rate above which training cannot be stable. */
    public static final String STABILITY_LIMIT = "stability.limit";

    public Provenance {
        Texts.requireName("the name of a trainer", trainer);
        Texts.requireAtMost(Texts.LONGEST_DETAIL, "the fingerprint of a trainer", trainerFingerprint);
        details = ImmutableSortedMap.copyOf(details);
        details.forEach((name, value) -> {
            Texts.requireName("the name of a note", name);
            Texts.requireAtMost(Texts.LONGEST_DETAIL, "the note '" + name + "'", value);
        });
        figures = ImmutableSortedMap.copyOf(figures);
        figures.keySet().forEach(name -> Texts.requireName("the name of a figure", name));
    }

    /** Provenance without figures. */
    public Provenance(String trainer, String trainerFingerprint, Map<String, String> details) {
        this(trainer, trainerFingerprint, details, Map.of());
    }
}
