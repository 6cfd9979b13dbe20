package org.gradus.core.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gradus.core.store.Claims;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;

/**
 * A study as a run takes it up, new or as its store has it.
 *
 * @param study what was fixed before its first trial
 * @param claims the run's part in it
 * @param events what has happened in it
 * @param extension the larger budget or the other stop rules to go on with
 */
record Continuation(
        StudyRecord study, Claims claims, List<TrialEvent> events, Optional<TrialEvent.SearchExtended> extension) {
    /** What a study must have as it had, by the words for it. */
    private static final ImmutableMap<String, Function<StudyRecord, Object>> COMPARED =
            ImmutableMap.<String, Function<StudyRecord, Object>>builder()
                    .put("its space", s -> s.space().describe())
                    .put("its objective", StudyRecord::objective)
                    .put("its trainer", s -> s.provenance().trainer())
                    .put(
                            "the fingerprint of its trainer, that is of network and data,",
                            s -> s.provenance().trainerFingerprint())
                    .put("its strategy", s -> s.settings().strategy())
                    .put("its policy", s -> s.settings().policy())
                    .put("its ranking", s -> s.settings().ranking())
                    .put("its schedule", s -> s.settings().schedule())
                    .put("its seed", s -> s.settings().seed())
                    .put("the number of its finalists", s -> s.settings().finalists())
                    .put("the number of their replicates", s -> s.settings().replicates())
                    .put(
                            "the number of steps between recorded points",
                            s -> s.settings().recordEvery())
                    .put("its round", s -> s.settings().round())
                    .put("its baseline", s -> words(s.settings().baseline()))
                    .put("its rule of divergence", s -> s.settings().divergence())
                    .buildOrThrow();

    Continuation {
        events = ImmutableList.copyOf(events);
    }

    /**
     * Takes up a study, and begins it if the store does not have it.
     *
     * @param wanted the study as it was described now
     * @param extend whether it may go on with a larger budget than before, and under other stop rules
     * @param joining how it joins the writers of the study
     * @throws IllegalStateException if the store has another study of that name, saying what is different
     */
    static Continuation of(StudyStore store, StudyRecord wanted, boolean extend, Joining joining) {
        StudyRecord study = store.find(wanted.id()).orElseGet(() -> created(store, wanted));
        Claims claims = joining.join(store, study.id());
        try {
            List<TrialEvent> events = store.events(study.id(), 0);
            return new Continuation(study, claims, events, extension(study, wanted, events, extend));
        } catch (RuntimeException e) {
            claims.close();
            throw e;
        }
    }

    /** Takes up a study of a store as it is, whatever it is. */
    static Continuation resumed(StudyStore store, StudyRecord study, Joining joining) {
        Claims claims = joining.join(store, study.id());
        try {
            return new Continuation(study, claims, store.events(study.id(), 0), Optional.empty());
        } catch (RuntimeException e) {
            claims.close();
            throw e;
        }
    }

    /** The new study, or that which another process has just begun. */
    private static StudyRecord created(StudyStore store, StudyRecord wanted) {
        try {
            store.create(wanted);
            return wanted;
        } catch (SearchException e) {
            return store.find(wanted.id()).orElseThrow(() -> e);
        }
    }

    private static Optional<TrialEvent.SearchExtended> extension(
            StudyRecord study, StudyRecord wanted, List<TrialEvent> events, boolean extend) {
        TrialEvent.SearchExtended before = latest(study, events);
        TrialEvent.SearchExtended now = TrialEvent.SearchExtended.of(wanted);
        boolean more = now.budget().isMoreThan(before.budget());
        boolean ruled = !now.stopRules().equals(before.stopRules());
        List<String> differences = differences(study, wanted);
        if (!now.budget().equals(before.budget()) && !(extend && more)) {
            differences.add("its budget is " + before.budget().words() + ", now "
                    + now.budget().words());
        }
        if (ruled && !extend) {
            differences.add("its stop rules were " + words(before.stopRules()) + ", now " + words(now.stopRules()));
        }
        if (!differences.isEmpty()) {
            throw new IllegalStateException("study '" + wanted.id() + "' is in the store already and cannot go on as"
                    + " another: " + String.join("; ", differences) + "\nMaybe give the new study another name, "
                    + (more || ruled ? "or extend this one (--extend)." : "or repeat what it was begun with."));
        }
        return more || ruled ? Optional.of(now) : Optional.empty();
    }

    /** The budget and the stop rules that hold after these events. */
    private static TrialEvent.SearchExtended latest(StudyRecord study, List<TrialEvent> events) {
        TrialEvent.SearchExtended latest = TrialEvent.SearchExtended.of(study);
        for (TrialEvent event : events) {
            latest = event instanceof TrialEvent.SearchExtended extension ? extension : latest;
        }
        return latest;
    }

    private static List<String> differences(StudyRecord stored, StudyRecord wanted) {
        List<String> differences = new ArrayList<>();
        COMPARED.forEach((what, part) -> {
            Object before = part.apply(stored);
            Object now = part.apply(wanted);
            if (!before.equals(now)) {
                differences.add(what + " was " + before + ", now " + now);
            }
        });
        if (!stored.warmStart().equals(wanted.warmStart())) {
            differences.add("what was known before it is different");
        }
        return differences;
    }

    private static String words(Optional<?> value) {
        return value.map(v -> "(" + v + ")").orElse("none");
    }

    private static String words(List<String> rules) {
        return rules.isEmpty() ? "none" : "(" + String.join(", ", rules) + ")";
    }
}
