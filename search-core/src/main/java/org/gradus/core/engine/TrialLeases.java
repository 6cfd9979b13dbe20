package org.gradus.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.gradus.core.session.SearchSession;
import org.gradus.core.trial.TrialId;

/**
 * How the leases of trials are kept by a process that asks for them.
 *
 * @param time for how long a trial stays with the process that asked for it; empty for no lease
 * @param clock the time of leases
 */
record TrialLeases(Optional<Duration> time, InstantSource clock) {
    /** Refuses a lease that is over when it begins. */
    static Duration requireTime(Duration time) {
        if (time.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("a lease must last at least a millisecond, but was " + time);
        }
        return time;
    }

    /** Leases count where another process can tell their trials; in a store of one writer that is one which leases too. */
    void respect(SearchSession session, boolean shared) {
        if (time.isPresent() || shared) {
            session.setNow(clock.instant());
        }
    }

    /** Leases a trial that was asked for. */
    void lease(SearchSession session, TrialId id) {
        time.ifPresent(duration -> {
            Instant now = clock.instant();
            session.lease(id, now, now.plus(duration));
        });
    }
}
