package org.gradus.core.session;

import com.google.common.collect.Iterables;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.Verdict;

/**
 * Which trials may train, which were asked for, which round is open, and whether a stop rule has ended all that. But for
 * the time, what was asked for and what runs elsewhere, all of it follows from the events alone. Not thread-safe.
 */
final class OpenOrders {
    /** The trials of a round, at least 1; 0 where the study has no rounds. */
    private final int round;

    /** Trials that may train and were not reported, in the order of the events that made them so. */
    private final Set<TrialId> running = new LinkedHashSet<>();

    /** Those of them that were asked for. */
    private final Set<TrialId> asked = new HashSet<>();

    /** Trials of the open round that were not reported; empty between rounds. */
    private final Set<TrialId> awaited = new HashSet<>();

    /** Trials that may train, and do so in another process. */
    private Set<TrialId> elsewhere = Set.of();

    /** The trials that were given away and not reported. */
    private final Map<TrialId, TrialEvent.TrialLeased> leases = new HashMap<>();

    /** The moment at which leases are looked at; unless it is set, all of them have ended. */
    private Instant now = Instant.MAX;

    /** The number of trials when a stop rule ended the search; those that came later are replicates, and run. */
    private int trialsAtHalt;

    private boolean halted;

    OpenOrders(int round) {
        this.round = round;
    }

    /** The same orders, which change by themselves. */
    OpenOrders copy() {
        OpenOrders copy = new OpenOrders(round);
        copy.set(this);
        return copy;
    }

    /** Goes over to the state of others of the same study. */
    void set(OpenOrders other) {
        replace(running, other.running);
        replace(asked, other.asked);
        replace(awaited, other.awaited);
        elsewhere = other.elsewhere;
        leases.clear();
        leases.putAll(other.leases);
        now = other.now;
        trialsAtHalt = other.trialsAtHalt;
        halted = other.halted;
    }

    private static void replace(Set<TrialId> mine, Set<TrialId> others) {
        mine.clear();
        mine.addAll(others);
    }

    /**
     * Takes in an event.
     *
     * @param trials the trials of the study after it
     */
    void apply(TrialEvent event, int trials) {
        switch (event.kind()) {
            case TRIAL_PROPOSED -> event.about().ifPresent(running::add);
            case DECISION_MADE -> {
                if (((TrialEvent.DecisionMade) event).decision().verdict() == Verdict.CONTINUE) {
                    event.about().ifPresent(running::add);
                }
            }
            case CURVE_EXTENDED -> {
                TrialEvent.CurveExtended extended = (TrialEvent.CurveExtended) event;
                if (extended.handedBack()) {
                    asked.remove(extended.trial());
                } else {
                    report(extended.trial());
                }
            }
            case TRIAL_ENDED -> event.about().ifPresent(this::report);
            case TEST_READ -> {
                // Says nothing about which trials may train.
            }
            case TRIAL_LEASED -> {
                TrialEvent.TrialLeased leased = (TrialEvent.TrialLeased) event;
                leases.put(leased.trial(), leased);
            }
            case SEARCH_CLOSED -> {
                if (((TrialEvent.SearchClosed) event).halted()) {
                    halted = true;
                    trialsAtHalt = trials;
                }
            }
            case SEARCH_EXTENDED -> halted = false;
        }
    }

    /** The first report of a round opens it, the last one closes it. */
    private void report(TrialId id) {
        if (!running.contains(id)) {
            return;
        }
        if (awaited.isEmpty()) {
            Iterables.limit(running, round).forEach(awaited::add);
        }
        leases.remove(id);
        awaited.remove(id);
        running.remove(id);
        asked.remove(id);
    }

    boolean isHalted() {
        return halted;
    }

    /** Whether some trials of a round were reported and others were not. */
    boolean isRoundOpen() {
        return !awaited.isEmpty();
    }

    /** Whether an event is the first report of a round. */
    boolean opensRound(TrialEvent event) {
        boolean reports = event.kind() == TrialEvent.Kind.TRIAL_ENDED
                || (event instanceof TrialEvent.CurveExtended extended && !extended.handedBack());
        return round > 0
                && !isRoundOpen()
                && reports
                && event.about().filter(running::contains).isPresent();
    }

    /** Whether more trials should begin or go on: the round is not full, or no trial can be asked for. */
    boolean wantsMore() {
        return round > 0
                ? !isRoundOpen() && running.size() < round
                : running.stream().noneMatch(this::isReady);
    }

    private boolean isReady(TrialId id) {
        return !asked.contains(id) && !elsewhere.contains(id) && !isLeased(id, now);
    }

    /** The number of trials in training, here or elsewhere: they may train and were not reported. */
    int running() {
        return running.size();
    }

    Optional<TrialId> next() {
        Optional<TrialId> next = running.stream()
                .limit(round > 0 && !isRoundOpen() ? round : Long.MAX_VALUE)
                .filter(id -> !isRoundOpen() || awaited.contains(id))
                .filter(this::isReady)
                .findFirst();
        next.ifPresent(asked::add);
        return next;
    }

    /** Says which trials are in training elsewhere: they are not asked for; their reports will come. */
    void setElsewhere(Set<TrialId> trials) {
        elsewhere = Set.copyOf(trials);
    }

    /** Says what time it is: trials whose leases have not ended are not asked for. */
    void setNow(Instant moment) {
        now = moment;
    }

    private boolean isLeased(TrialId id, Instant at) {
        TrialEvent.TrialLeased lease = leases.get(id);
        return lease != null && lease.until().isAfter(at);
    }

    Optional<Instant> leasedSince(TrialId id) {
        return Optional.ofNullable(leases.get(id)).map(TrialEvent.TrialLeased::from);
    }

    /** When the leases end that last at a moment. */
    Map<TrialId, Instant> leases(Instant at) {
        Map<TrialId, Instant> lasting = new TreeMap<>(Comparator.comparingInt(TrialId::number));
        leases.forEach((id, lease) -> {
            if (isLeased(id, at)) {
                lasting.put(id, lease.until());
            }
        });
        return lasting;
    }

    /** Takes a trial as asked for that was asked for before; false if it may not train any more. */
    boolean takeUp(TrialId id) {
        if (running.contains(id)) {
            asked.add(id);
        }
        return asked.contains(id);
    }

    /** Whether a trial was asked for and not reported. */
    boolean isAsked(TrialId id) {
        return asked.contains(id);
    }

    /** Refuses a trial that may not be reported. */
    void requireAsked(TrialId id) {
        if (!asked.contains(id)) {
            throw new IllegalStateException(id + " was not asked for, or was reported already");
        }
    }

    /** Notes that an order came back untrained: its trial can be asked for again. */
    void giveBack(TrialId id) {
        requireAsked(id);
        asked.remove(id);
    }

    /** Whether a trial ends when the search does: it is open, was neither asked for nor given away, and did not begin after a halt. */
    boolean isLeftover(Trial trial) {
        boolean beganAfterHalt = halted && trial.id().number() > trialsAtHalt;
        return !trial.ended()
                && !asked.contains(trial.id())
                && !elsewhere.contains(trial.id())
                && !leases.containsKey(trial.id())
                && !beganAfterHalt;
    }
}
