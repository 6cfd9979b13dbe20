package org.gradus.examples.launcher.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gradus.core.study.StudyRecord;
import org.gradus.examples.launcher.internal.commandline.UsageException;

/**
 * How the trainer of a study is made, as the study notes it for its workers.
 *
 * @param name as {@code --trainer} names it
 * @param options by name
 * @param program what the trainer starts, and its arguments; empty if it starts nothing
 */
record StoredTrainer(String name, Map<String, String> options, List<String> program) {
    /** The note of a study that has it. */
    static final String NOTE = "trainer.made";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What the notes of a study have in place of a secret. */
    private static final String SECRET = "***";

    StoredTrainer {
        options = Map.copyOf(options);
        program = List.copyOf(program);
    }

    /** What is noted. */
    String text() {
        try {
            return MAPPER.writeValueAsString(new StoredTrainer.Written(name, new TreeMap<>(options), program));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written as JSON", e);
        }
    }

    /** The form of the note. */
    private record Written(String name, Map<String, String> options, List<String> program) {}

    /**
     * That of a study; empty if it does not say.
     *
     * @throws UsageException if it cannot be read
     */
    static Optional<StoredTrainer> of(StudyRecord study) {
        String text = study.provenance().details().get(NOTE);
        if (text == null) {
            return Optional.empty();
        }
        try {
            Written written = MAPPER.readValue(text, Written.class);
            return Optional.of(new StoredTrainer(written.name(), written.options(), written.program()));
        } catch (JsonProcessingException | RuntimeException e) {
            throw new UsageException("study '" + study.id() + "' notes its trainer in a way that cannot be read"
                    + "\nMaybe name the trainer with --trainer.");
        }
    }

    /** Whether something of it was left out because it looks like a secret. */
    boolean lacksSecret() {
        return Stream.concat(options.values().stream(), program.stream()).anyMatch(value -> value.contains(SECRET));
    }
}
