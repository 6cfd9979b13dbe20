package org.gradus.core.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.gradus.core.store.StaleVersionException;
import org.gradus.core.store.StoreUnavailableException;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session whose events are stored before anybody sees them. Where others write to the same study, what they did first is
 * taken in and the change is made again; while the store cannot be reached, it waits. Not thread-safe.
 */
final class StoredSession {
    private static final Logger LOG = LoggerFactory.getLogger(StoredSession.class);

    private final PatientStore store;
    private final Function<List<TrialEvent>, SearchSession> resume;
    private final Consumer<List<TrialEvent>> seen;

    /** The trials that are trained here, and from which step on. */
    private final Map<TrialId, Long> here = new HashMap<>();

    private SearchSession session;
    private long version;

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
        this.resume = resume;
        this.seen = seen;
        this.session = resume.apply(continuation.events());
        this.version = continuation.events().size();
    }

    /** Takes in what others have done, and goes on under a larger budget or other stop rules where that is wanted. */
    void takeUp(Optional<TrialEvent.SearchExtended> extension) throws InterruptedException {
        synchronize();
        change(s -> {
            extension.filter(more -> more.budget().isAtLeast(s.view().budget())).ifPresent(s::extend);
            return s;
        });
    }

    StudyView view() {
        return session.view();
    }

    boolean isHalted() {
        return session.isHalted();
    }

    /** Whether other processes may work on the study. */
    boolean isShared() {
        return store.isShared();
    }

    /**
     * Changes the session and stores what that made happen. The change may be made several times, on a session with more
     * and more events of others; only the last counts.
     */
    <T> T change(Function<SearchSession, T> change) throws InterruptedException {
        while (true) {
            T result = change.apply(session);
            if (stored(session.drainEvents())) {
                return result;
            }
            begin(store.events(0));
        }
    }

    private boolean stored(List<TrialEvent> events) throws InterruptedException {
        if (events.isEmpty()) {
            return true;
        }
        try {
            version = store.append(version, events);
        } catch (StaleVersionException e) {
            if (!isShared()) {
                throw e;
            }
            return false;
        } catch (StoreUnavailableException e) {
            // Whether the events were kept shows when the store is back.
            LOG.warn("{}", e.getMessage());
            return false;
        }
        seen.accept(events);
        return true;
    }

    /** Begins again with all that has happened; what is trained here goes on, unless another worker has reported it. */
    private void begin(List<TrialEvent> events) throws InterruptedException {
        session = resume.apply(events);
        here.entrySet()
                .removeIf(order -> session.view().trial(order.getKey()).curve().lastStep() != order.getValue()
                        || !session.takeUp(order.getKey()));
        session.setElsewhere(store.elsewhere());
        List<TrialEvent> news = new ArrayList<>(events.subList((int) version, events.size()));
        version = events.size();
        if (!news.isEmpty()) {
            seen.accept(news);
        }
    }

    /** Takes in what others have done since. */
    void synchronize() throws InterruptedException {
        if (!isShared()) {
            return;
        }
        List<TrialEvent> news = store.events(version);
        session.setElsewhere(store.elsewhere());
        session.observe(news);
        version += news.size();
        here.keySet().removeIf(id -> !session.isAsked(id));
        if (!news.isEmpty()) {
            seen.accept(news);
        }
    }

    /**
     * The next trial to train here; no other process trains it.
     *
     * @param first done to the session before it is asked, on the same state of the study
     * @param then done to the session with the trial that it gave, and stored together with that
     */
    Ask ask(Consumer<SearchSession> first, BiConsumer<SearchSession, TrialId> then) throws InterruptedException {
        Set<TrialId> refused = new HashSet<>();
        while (true) {
            Ask ask = change(s -> {
                first.accept(s);
                Ask given = s.ask();
                if (given instanceof Ask.Train order) {
                    then.accept(s, order.trial().id());
                }
                return given;
            });
            if (!(ask instanceof Ask.Train order)) {
                return ask;
            }
            TrialId id = order.trial().id();
            if (claim(id)) {
                // What was reported of the trial before it was claimed is in the store by now.
                synchronize();
                if (session.isAsked(id)) {
                    here.put(id, order.fromStep());
                    return ask;
                }
                release(id);
                continue;
            }
            refused.add(id);
            Set<TrialId> elsewhere = new HashSet<>(store.elsewhere());
            elsewhere.addAll(refused);
            session.setElsewhere(elsewhere);
            session.giveBack(id);
        }
    }

    /** Goes on with a trial that the policy has just continued; false if it did not, or another process has the trial. */
    boolean goOn(TrialId id) throws InterruptedException {
        if (claim(id)) {
            synchronize();
            if (session.takeUp(id)) {
                here.put(id, view().trial(id).curve().lastStep());
                return true;
            }
            release(id);
        }
        return false;
    }

    /** Takes a trial that another process was given, to report it here; false if it may not train any more. */
    boolean adopt(TrialId id) {
        if (!session.takeUp(id)) {
            return false;
        }
        here.put(id, view().trial(id).curve().lastStep());
        return true;
    }

    /** When a trial was given away that was not reported since. */
    Optional<Instant> leasedSince(TrialId id) {
        return session.leasedSince(id);
    }

    /** The leases that last at a moment, by trial. */
    Map<TrialId, Instant> leases(Instant now) {
        return session.leases(now);
    }

    /** Takes the model of a trial for this process; false if another has it. */
    boolean claim(TrialId id) throws InterruptedException {
        return store.claim(id);
    }

    /** Tells reports together, in this order. A report of a trial that another worker has reported is discarded. */
    void tell(List<SegmentReport> reports) throws InterruptedException {
        change(s -> {
            for (SegmentReport report : reports) {
                if (here.containsKey(report.trial())) {
                    s.tell(report);
                } else {
                    LOG.warn(
                            "the report of {} is discarded: it is in the store already, or another worker finished the trial first",
                            report.trial());
                }
            }
            return reports;
        });
        for (SegmentReport report : reports) {
            here.remove(report.trial());
            if (!isTestedHere(session.view().trial(report.trial()))) {
                release(report.trial());
            }
        }
    }

    /** Whether this process keeps the model of a trial, and with it its claim, to read the test split. */
    private static boolean isTestedHere(Trial trial) {
        return trial.purpose() != TrialPurpose.SEARCH && trial.finalScore().isPresent();
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
        change(s -> {
            if (s.isAsked(id)) {
                how.accept(s);
            }
            return id;
        });
        here.remove(id);
        release(id);
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
        store.sweep(version, needed, over);
    }
}
