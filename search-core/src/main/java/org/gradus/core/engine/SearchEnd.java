package org.gradus.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.gradus.core.session.SearchSession;

/** Ends a search where a stop rule says so. Not thread-safe. */
final class SearchEnd {
    private final List<StopRule> rules;
    private final InstantSource clock;
    private final Instant start;
    private Optional<String> reason = Optional.empty();

    /** Begins now by the clock. */
    SearchEnd(List<StopRule> rules, InstantSource clock) {
        this.rules = List.copyOf(rules);
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Asks the rules and stops the session where one says so. */
    void applyTo(SearchSession session) {
        if (session.isHalted()) {
            return;
        }
        Duration elapsed = Duration.between(start, clock.instant());
        reason = rules.stream()
                .flatMap(rule -> rule.reason(session.settledView(), elapsed).stream())
                .findFirst();
        reason.ifPresent(session::stop);
    }

    /** Forgets why the session was stopped: what runs has been cancelled. */
    void forget() {
        reason = Optional.empty();
    }

    /** Why a rule has stopped the session since {@link #forget}; empty if none did. */
    Optional<String> reason() {
        return reason;
    }
}
