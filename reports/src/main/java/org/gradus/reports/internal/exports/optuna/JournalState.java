package org.gradus.reports.internal.exports.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a journal says, as far as an export needs it: the numbers that Optuna gives to studies and trials, which follow from their
 * order, and what is known of each trial of Gradus. Not thread-safe.
 */
final class JournalState {
    private final List<String> studies = new ArrayList<>();
    private final Set<Integer> deleted = new HashSet<>();
    private final Map<Integer, Map<String, String>> studyAttributes = new HashMap<>();
    private final List<JournalTrial> trials = new ArrayList<>();

    /** What is known of a trial. */
    static final class JournalTrial {
        final int study;
        final OptionalInt number;
        long lastStep = -1;
        boolean ended;

        JournalTrial(int study, OptionalInt number) {
            this.study = study;
            this.number = number;
        }
    }

    /** The study of that name; empty where there is none. */
    OptionalInt study(String name) {
        for (int id = 0; id < studies.size(); id++) {
            if (!deleted.contains(id) && studies.get(id).equals(name)) {
                return OptionalInt.of(id);
            }
        }
        return OptionalInt.empty();
    }

    /** The number of the next study. */
    int nextStudy() {
        return studies.size();
    }

    /** What an attribute of a study says, if it is set. */
    Optional<String> attribute(int study, String key) {
        return Optional.ofNullable(studyAttributes.getOrDefault(study, Map.of()).get(key));
    }

    /** The trials of a study by their numbers in Gradus, each with its number in the journal. */
    Map<Integer, Integer> trials(int study) {
        Map<Integer, Integer> ids = new HashMap<>();
        for (int id = 0; id < trials.size(); id++) {
            JournalTrial trial = trials.get(id);
            if (trial.study == study && trial.number.isPresent()) {
                ids.put(trial.number.getAsInt(), id);
            }
        }
        return ids;
    }

    JournalTrial trial(int id) {
        return trials.get(id);
    }

    /** How many trials the journal has, of all studies: the number of the next one. */
    int size() {
        return trials.size();
    }

    void apply(JsonNode line) {
        Optional<Operation> operation = Operation.of(line.path("op_code").asInt(-1));
        if (operation.isPresent()) {
            apply(operation.get(), line);
        }
    }

    private void apply(Operation operation, JsonNode line) {
        int study = line.path("study_id").asInt(-1);
        switch (operation) {
            case CREATE_STUDY -> {
                if (study(line.path("study_name").asText()).isEmpty()) {
                    studies.add(line.path("study_name").asText());
                }
            }
            case DELETE_STUDY -> deleted.add(study);
            case SET_STUDY_USER_ATTR ->
                line.path("user_attr")
                        .properties()
                        .forEach(attribute -> studyAttributes
                                .computeIfAbsent(study, id -> new HashMap<>())
                                .put(attribute.getKey(), attribute.getValue().asText()));
            case CREATE_TRIAL -> {
                if (study >= 0 && study < studies.size() && !deleted.contains(study)) {
                    trials.add(begun(study, line));
                }
            }
            case SET_TRIAL_STATE_VALUES, SET_TRIAL_INTERMEDIATE_VALUE -> applyToTrial(operation, line);
            case SET_STUDY_SYSTEM_ATTR, SET_TRIAL_USER_ATTR -> {}
        }
    }

    private static JournalTrial begun(int study, JsonNode line) {
        JsonNode attributes = line.path("user_attrs");
        JsonNode number = attributes.path(JournalLines.TRIAL);
        JournalTrial trial =
                new JournalTrial(study, number.isInt() ? OptionalInt.of(number.asInt()) : OptionalInt.empty());
        trial.ended = JournalTrialState.isEnd(line.path("state").asInt(0));
        return trial;
    }

    private void applyToTrial(Operation operation, JsonNode line) {
        int id = line.path("trial_id").asInt(-1);
        if (id < 0 || id >= trials.size() || trials.get(id).ended) {
            return;
        }
        JournalTrial trial = trials.get(id);
        if (operation == Operation.SET_TRIAL_STATE_VALUES) {
            trial.ended = JournalTrialState.isEnd(line.path("state").asInt(0));
        } else {
            trial.lastStep = Math.max(trial.lastStep, line.path("step").asLong());
        }
    }
}
