package org.gradus.core.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialEvent;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.Verdict;

/** Who may train, who was asked for, and whether a stop rule has ended all that. Not thread-safe. */
final class OpenOrders {
    /** Trials that may train but were not asked for yet, in the order of the events that made them so. */
    private final Deque<TrialId> ready = new ArrayDeque<>();

    /** Trials that were asked for and have not been told of. */
    private final Set<TrialId> asked = new HashSet<>();

    /** How many trials there were when a stop rule ended the search; those that came later are replicates, and run. */
    private int trialsAtHalt;

    private boolean halted;

    /** Takes in an event of a study that now has so many trials. */
    void apply(TrialEvent event, int trials) {
        switch (event.kind()) {
            case TRIAL_PROPOSED -> event.about().ifPresent(ready::add);
            case DECISION_MADE -> {
                if (((TrialEvent.DecisionMade) event).decision().verdict() == Verdict.CONTINUE) {
                    event.about().ifPresent(ready::add);
                }
            }
            case CURVE_EXTENDED, TRIAL_ENDED -> event.about().ifPresent(ready::remove);
            case TEST_READ -> {
                // Says nothing about who may train.
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

    boolean isHalted() {
        return halted;
    }

    boolean noneReady() {
        return ready.isEmpty();
    }

    /** How many were asked for and have not been told of. */
    int asked() {
        return asked.size();
    }

    /** The next trial to ask for. */
    Optional<TrialId> next() {
        Optional<TrialId> next = Optional.ofNullable(ready.poll());
        next.ifPresent(asked::add);
        return next;
    }

    /** Notes that a trial was told of. */
    void take(TrialId id) {
        if (!asked.remove(id)) {
            throw new IllegalStateException(id + " was not asked for, or was told of already");
        }
    }

    /** Notes that an order came back untrained: its trial is the next again. */
    void giveBack(TrialId id) {
        take(id);
        ready.addFirst(id);
    }

    /** Whether a trial ends when the search does: it is open, was not asked for, and did not begin after a halt. */
    boolean isLeftover(Trial trial) {
        boolean beganAfterHalt = halted && trial.id().number() > trialsAtHalt;
        return !trial.ended() && !asked.contains(trial.id()) && !beganAfterHalt;
    }
}
