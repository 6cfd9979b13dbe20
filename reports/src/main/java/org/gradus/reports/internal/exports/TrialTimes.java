package org.gradus.reports.internal.exports;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.gradus.core.study.Provenance;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;

/**
 * When trials were trained, reckoned from what a study keeps: when it began, how long each trial took, and the number of trainings
 * that ran at once. Each trial begins when one before it has ended, without breaks.
 */
public final class TrialTimes {
    private final Map<TrialId, Instant> begins = new HashMap<>();

    private TrialTimes() {}

    public static TrialTimes of(Snapshot snapshot) {
        TrialTimes times = new TrialTimes();
        Instant started = started(snapshot);
        PriorityQueue<Instant> free = new PriorityQueue<>(Collections.nCopies(parallelism(snapshot), started));
        for (Trial trial : snapshot.view().trials()) {
            Instant begin = free.remove();
            times.begins.put(trial.id(), begin);
            free.add(begin.plusMillis(trial.elapsedMillis()));
        }
        return times;
    }

    /** When the study began; 1970 where it does not say. */
    public static Instant started(Snapshot snapshot) {
        try {
            return Instant.parse(snapshot.study().provenance().details().getOrDefault(Provenance.STARTED, ""));
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private static int parallelism(Snapshot snapshot) {
        try {
            return Math.max(
                    1,
                    Integer.parseInt(
                            snapshot.study().provenance().details().getOrDefault(Provenance.PARALLELISM, "1")));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    public Instant begin(Trial trial) {
        return begins.getOrDefault(trial.id(), Instant.EPOCH);
    }

    /** When its last recorded step was made. */
    public Instant end(Trial trial) {
        return begin(trial).plusMillis(trial.elapsedMillis());
    }

    /** When a step was made, if all of its steps took the same time. */
    public Instant at(Trial trial, long step) {
        long last = trial.curve().lastStep();
        return last == 0
                ? begin(trial)
                : begin(trial).plusMillis(Math.round(trial.elapsedMillis() * (step / (double) last)));
    }

    /** Seconds since 1970. */
    public static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }
}
