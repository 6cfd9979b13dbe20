package org.gradus.core.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gradus.core.session.Ask;
import org.gradus.core.session.SearchSession;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.TrialId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session whose events are stored before anybody sees them, and the trials that are trained here and nowhere else. Not
 * thread-safe.
 */
final class StoredSession {
    private static final Logger LOG = LoggerFactory.getLogger(StoredSession.class);

    /** How often reports are tried to be stored together with the next orders, before they are stored by themselves. */
    private static final int TOGETHER = 3;

    private final PatientStore store;
    private final StoredChanges changes;

    /** The trials that are trained here. */
    private final Set<TrialId> here = new HashSet<>();

    /**
     * A session that goes on with a study.
     *
     * @param store has its events
     * @param resume the session that goes on after events
     * @param seen takes events once they are stored, those of other processes too
     * @param givenUp whether to stop waiting for an unreachable store
     */
    StoredSession(
            Continuation continuation,
            StudyStore store,
            Function<List<TrialEvent>, SearchSession> resume,
            Consumer<List<TrialEvent>> seen,
            BooleanSupplier givenUp) {
        this.store = new PatientStore(continuation.study().id(), store, continuation.claims(), givenUp);
        this.changes = new StoredChanges(this.store, continuation.events(), resume, events -> {
            here.removeIf(id -> !session().isAsked(id));
            seen.accept(events);
        });
    }

    private SearchSession session() {
        return changes.session();
    }

    /** Takes in what others have done, and goes on under a larger budget or other stop rules where that is wanted. */
    void takeUp(Optional<TrialEvent.SearchExtended> extension) throws InterruptedException {
        changes.begin(s -> extension
                .filter(more -> more.budget().isAtLeast(s.view().budget()))
                .ifPresent(s::extend));
    }

    StudyView view() {
        return session().view();
    }

    boolean isHalted() {
        return session().isHalted();
    }

    /** Whether other processes may work on the study. */
    boolean isShared() {
        return store.isShared();
    }

    /** Whether this process has read what others wrote to the study, so that each message to the store counts. */
    boolean isContended() {
        return changes.isContended();
    }

    /**
     * Changes the session and stores what that made happen. The change may be made several times, on a session with more
     * and more events of others; only the last counts.
     */
    <T> T change(Function<SearchSession, T> change) throws InterruptedException {
        return changes.change(change, result -> StoredChanges.Moves.NONE).result();
    }

    /** Takes in what others have done since. */
    void synchronize() throws InterruptedException {
        changes.synchronize();
    }

    /**
     * The next trial to train here; no other process trains it.
     *
     * @param first as for {@link #advance}
     * @param then as for {@link #advance}
     */
    Ask ask(Consumer<SearchSession> first, BiConsumer<SearchSession, TrialId> then) throws InterruptedException {
        return advance(List.of(), 1, first, then).get(0);
    }

    /** Tells reports together, in this order. A report of a trial that another worker has reported is discarded. */
    void tell(List<SegmentReport> reports) throws InterruptedException {
        advance(reports, 0, s -> {}, (s, id) -> {});
    }

    /**
     * Tells reports and asks for the next trials to train here, stored together: what was reported is never stored later than
     * what follows from it. No other process trains what is answered.
     *
     * @param reports told in this order; those of trials that another worker has reported are discarded
     * @param places how many trials to ask for
     * @param first done to the session before each ask, on the same state of the study
     * @param then done to the session with each trial that it gave
     * @return orders for as many places as there are trials to train, and why there is none for the next one
     */
    List<Ask> advance(
            List<SegmentReport> reports,
            int places,
            Consumer<SearchSession> first,
            BiConsumer<SearchSession, TrialId> then)
            throws InterruptedException {
        if (!reports.isEmpty()) {
            changes.queue();
        }
        List<Ask> given = new ArrayList<>();
        List<SegmentReport> untold = reports;
        while (true) {
            AdvanceStep step = new AdvanceStep(untold, places - given.size(), first, then, Set.copyOf(here));
            List<Ask> asks = taken(stored(step));
            untold = List.of();
            given.addAll(asks);
            boolean ended = !given.isEmpty() && given.get(given.size() - 1).kind() != Ask.Kind.TRAIN;
            if (ended || given.size() >= places) {
                return given;
            }
        }
    }

    private StoredChanges.Stored<AdvanceStep.Answer> stored(AdvanceStep step) throws InterruptedException {
        int[] attempts = {0};
        try {
            return changes.change(
                    s -> {
                        attempts[0]++;
                        return attempts[0] > TOGETHER ? step.tell(s) : step.tellAndAsk(s);
                    },
                    AdvanceStep.Answer::moves);
        } catch (SearchException e) {
            throw e;
        } catch (RuntimeException e) { // What was trained is stored, although nothing more can be asked for.
            changes.change(step::tell, AdvanceStep.Answer::moves);
            throw e;
        }
    }

    /** The asks of a step that was stored, without trials that others were quicker to take. */
    private List<Ask> taken(StoredChanges.Stored<AdvanceStep.Answer> stored) throws InterruptedException {
        for (TrialId discarded : stored.result().discarded()) {
            LOG.warn(
                    "the report of {} is discarded: it is in the store already, or another worker finished the trial first",
                    discarded);
        }
        List<Ask> taken = new ArrayList<>();
        Set<TrialId> refused = new HashSet<>();
        for (Ask ask : stored.result().asks()) {
            if (ask instanceof Ask.Train order) {
                TrialId id = order.trial().id();
                if (take(id, stored.granted())) {
                    taken.add(ask);
                } else {
                    refused.add(id);
                }
            } else if (refused.isEmpty()) {
                taken.add(ask);
            }
        }
        if (!refused.isEmpty()) {
            changes.leave(refused);
        }
        return taken;
    }

    /** Begins with a trial that was asked for, if it was granted and not reported before that. */
    private boolean take(TrialId id, Set<TrialId> granted) throws InterruptedException {
        if (!granted.contains(id)) {
            return false;
        }
        if (!session().isAsked(id)) {
            release(id);
            return false;
        }
        here.add(id);
        return true;
    }

    /** Goes on with a trial that the policy has just continued; false if it did not, or another process has the trial. */
    boolean goOn(TrialId id) throws InterruptedException {
        StoredChanges.Stored<Boolean> stored = changes.change(
                s -> s.takeUp(id), goesOn -> new StoredChanges.Moves(goesOn ? Set.of(id) : Set.of(), Set.of()));
        if (stored.result() && !take(id, stored.granted())) {
            changes.leave(Set.of(id));
            return false;
        }
        return stored.result();
    }

    /** Takes a trial that another process was given, to report it here; false if it may not train any more. */
    boolean adopt(TrialId id) throws InterruptedException {
        boolean adopted = change(s -> s.takeUp(id));
        if (adopted) {
            here.add(id);
        }
        return adopted;
    }

    /** When a trial was given away that was not reported since. */
    Optional<Instant> leasedSince(TrialId id) {
        return session().leasedSince(id);
    }

    /** The leases that last at a moment, by trial. */
    Map<TrialId, Instant> leases(Instant now) {
        return session().leases(now);
    }

    /** Takes the model of a trial for this process; false if another has it. */
    boolean claim(TrialId id) throws InterruptedException {
        return store.claim(id);
    }

    /** Gives an order back untrained, so that it is asked for again. */
    void giveBack(TrialId id) throws InterruptedException {
        giveBack(id, s -> s.giveBack(id));
    }

    /** Gives an order back with the model as far as it came, so that it is asked for again from there. */
    void handBack(SegmentReport report) throws InterruptedException {
        giveBack(report.trial(), s -> s.handBack(report));
    }

    private void giveBack(TrialId id, Consumer<SearchSession> how) throws InterruptedException {
        changes.change(
                s -> {
                    if (s.isAsked(id)) {
                        how.accept(s);
                    }
                    return id;
                },
                given -> new StoredChanges.Moves(Set.of(), Set.of(given)));
        here.remove(id);
    }

    /** Gives the model of a trial up; nothing happens if this process does not have it. */
    void release(TrialId id) throws InterruptedException {
        store.release(id);
    }

    /**
     * Deletes what runs that died have left of the study in the store.
     *
     * @param needed the checkpoints that are needed yet
     * @param over whether nothing is left to train or to test
     */
    void sweep(Set<CheckpointRef> needed, boolean over) {
        store.sweep(changes.version(), needed, over);
    }
}
