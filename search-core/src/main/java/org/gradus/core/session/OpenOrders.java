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

    /** Trials that may train, and do so in another process. */
    private Set<TrialId> elsewhere = Set.of();

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

    /** Whether there is no trial to ask for. */
    boolean noneReady() {
        return ready.stream().allMatch(elsewhere::contains);
    }

    /** How many are in training, here or elsewhere: asked for and not told of. */
    int running() {
        return asked.size() + ready.size();
    }

    /** The next trial to ask for. */
    Optional<TrialId> next() {
        Optional<TrialId> next =
                ready.stream().filter(id -> !elsewhere.contains(id)).findFirst();
        next.ifPresent(id -> {
            ready.remove(id);
            asked.add(id);
        });
        return next;
    }

    /** Says which trials are in training elsewhere: they are not asked for, but awaited. */
    void setElsewhere(Set<TrialId> trials) {
        elsewhere = Set.copyOf(trials);
    }

    /** Takes a trial as asked for that was asked for before; false if it may not train any more. */
    boolean takeUp(TrialId id) {
        return asked.contains(id) || (ready.remove(id) && asked.add(id));
    }

    /** Whether a trial was asked for and not told of. */
    boolean isAsked(TrialId id) {
        return asked.contains(id);
    }

    /** Notes that another process was told of a trial. */
    void forget(TrialId id) {
        asked.remove(id);
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
        return !trial.ended() && !asked.contains(trial.id()) && !elsewhere.contains(trial.id()) && !beganAfterHalt;
    }
}
