package org.gradus.core.engine;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    Continuation {
        events = ImmutableList.copyOf(events);
    }

    /**
     * Takes up a study, and begins it if the store does not have it.
     *
     * @param wanted the study as it was described now
     * @param extend whether it may go on with a larger budget than before, and under other stop rules
     * @param lease for how long a claim is good unless renewed
     * @throws IllegalStateException if the store has another study of that name, saying what is different
     */
    static Continuation of(StudyStore store, StudyRecord wanted, boolean extend, Duration lease) {
        StudyRecord study = store.find(wanted.id()).orElseGet(() -> created(store, wanted));
        Claims claims = store.join(study.id(), lease);
        try {
            List<TrialEvent> events = store.events(study.id(), 0);
            return new Continuation(study, claims, events, extension(study, wanted, events, extend));
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
        TrialEvent.SearchExtended now = limits(wanted);
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
        TrialEvent.SearchExtended latest = limits(study);
        for (TrialEvent event : events) {
            latest = event instanceof TrialEvent.SearchExtended extension ? extension : latest;
        }
        return latest;
    }

    private static TrialEvent.SearchExtended limits(StudyRecord study) {
        return new TrialEvent.SearchExtended(study.budget(), study.settings().stopRules());
    }

    private static List<String> differences(StudyRecord stored, StudyRecord wanted) {
        StudyRecord.Settings before = stored.settings();
        StudyRecord.Settings now = wanted.settings();
        List<String> differences = new ArrayList<>();
        compare(
                differences,
                "its space",
                stored.space().describe(),
                wanted.space().describe());
        compare(differences, "its objective", stored.objective(), wanted.objective());
        compare(
                differences,
                "its trainer",
                stored.provenance().trainer(),
                wanted.provenance().trainer());
        compare(
                differences,
                "the fingerprint of its trainer, that is of network and data,",
                stored.provenance().trainerFingerprint(),
                wanted.provenance().trainerFingerprint());
        compare(differences, "its strategy", before.strategy(), now.strategy());
        compare(differences, "its policy", before.policy(), now.policy());
        compare(differences, "its ranking", before.ranking(), now.ranking());
        compare(differences, "its schedule", before.schedule(), now.schedule());
        compare(differences, "its seed", before.seed(), now.seed());
        compare(differences, "the number of its finalists", before.finalists(), now.finalists());
        compare(differences, "the number of their replicates", before.replicates(), now.replicates());
        compare(differences, "the number of steps between recorded points", before.recordEvery(), now.recordEvery());
        compare(differences, "its round", before.round(), now.round());
        compare(differences, "its baseline", words(before.baseline()), words(now.baseline()));
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

    private static void compare(List<String> differences, String what, Object before, Object now) {
        if (!Objects.equals(before, now)) {
            differences.add(what + " was " + before + ", now " + now);
        }
    }
}
