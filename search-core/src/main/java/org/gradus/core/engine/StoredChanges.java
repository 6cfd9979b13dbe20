package org.gradus.core.engine;

import com.google.common.base.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gradus.core.session.SearchSession;
import org.gradus.core.store.StoreUnavailableException;
import org.gradus.core.store.StudyNews;
import org.gradus.core.store.StudyWrite;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.TrialId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes a session and stores what that made happen. Where others write to the same study, a change that came too late is taken
 * back, their events are taken in and it is made again; while the store cannot be reached, it waits. Not thread-safe.
 */
final class StoredChanges {
    private static final Logger LOG = LoggerFactory.getLogger(StoredChanges.class);

    /** Who takes longer to decide lets others write meanwhile, and decides again if they do. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(1);

    private final PatientStore store;
    private final Function<List<TrialEvent>, SearchSession> resume;
    private final Consumer<List<TrialEvent>> seen;
    private final List<TrialEvent> earlier;
    private SearchSession session;
    private long version;

    /** The trials that other processes have, as far as that is known. */
    private Set<TrialId> elsewhere = Set.of();

    /** Whether others write to the study too, so that it is worth queueing before a change. */
    private boolean contended;

    /** Whether this process has the turn, so that its write must follow. */
    private boolean inTurn;

    /** When what is new was read before the change that is made, and whether such a change was quick the last time. */
    private final Stopwatch sinceRead = Stopwatch.createUnstarted();

    private boolean quick = true;

    /** The trials that may have been taken by a step of which it is not known whether it was done. */
    private final Set<TrialId> uncertain = new HashSet<>();

    /**
     * What a change does beside recording events.
     *
     * @param claims trials that it takes
     * @param releases trials that it gives back
     */
    record Moves(Set<TrialId> claims, Set<TrialId> releases) {
        static final Moves NONE = new Moves(Set.of(), Set.of());
    }

    /**
     * A change that was stored.
     *
     * @param result what it answered
     * @param granted the trials that it took
     */
    record Stored<T>(T result, Set<TrialId> granted) {}

    /**
     * Changes to a study.
     *
     * @param earlier its events so far
     * @param resume the session that goes on after events
     * @param seen takes events once they are stored, those of other processes too
     */
    StoredChanges(
            PatientStore store,
            List<TrialEvent> earlier,
            Function<List<TrialEvent>, SearchSession> resume,
            Consumer<List<TrialEvent>> seen) {
        this.store = store;
        this.earlier = earlier;
        this.resume = resume;
        this.seen = seen;
        this.session = resume.apply(earlier);
        this.version = earlier.size();
    }

    SearchSession session() {
        return session;
    }

    boolean isContended() {
        return contended;
    }

    long version() {
        return version;
    }

    /**
     * Begins: stores what follows from the events of earlier runs, and a first change. This alone is made again on a session
     * that is folded from all events, for what an earlier run has left undone depends on the last of them.
     */
    void begin(Consumer<SearchSession> first) throws InterruptedException {
        List<TrialEvent> log = new ArrayList<>(earlier);
        List<TrialEvent> made;
        boolean fresh = true;
        do {
            List<TrialEvent> news = store.events(version);
            log.addAll(news);
            version = log.size();
            if (!fresh || !news.isEmpty()) {
                session = resume.apply(log);
            }
            fresh = false;
            setElsewhere(store.elsewhere());
            report(news);
            first.accept(session);
            made = session.drainEvents();
        } while (!isBegun(made));
        session.mark();
        report(made);
    }

    private boolean isBegun(List<TrialEvent> made) {
        try {
            boolean done = made.isEmpty()
                    || store.write(new StudyWrite(version, made, Set.of(), Set.of()))
                            .done();
            version += done ? made.size() : 0;
            return done;
        } catch (StoreUnavailableException e) {
            warn(e);
            return false;
        }
    }

    /**
     * Makes a change. It may be made several times, on a session with more and more events of others; only the last counts.
     *
     * @param moves the trials that it takes and gives back, by its answer
     */
    <T> Stored<T> change(Function<SearchSession, T> change, Function<T, Moves> moves) throws InterruptedException {
        while (true) {
            T result = tried(change);
            Optional<Set<TrialId>> granted = write(session.drainEvents(), moves.apply(result));
            if (granted.isPresent()) {
                return new Stored<>(result, granted.get());
            }
            queue();
        }
    }

    /** A change that fails has changed nothing, and keeps nobody waiting. */
    private <T> T tried(Function<SearchSession, T> change) {
        boolean made = false;
        try {
            T result = change.apply(session);
            made = true;
            return result;
        } finally {
            if (!made) {
                session.undo();
                endTurn();
            }
            if (sinceRead.isRunning()) {
                quick = sinceRead.elapsed().compareTo(LONGEST_TURN) < 0;
                sinceRead.reset();
            }
        }
    }

    private void endTurn() {
        if (inTurn) {
            inTurn = false;
            try {
                store.write(new StudyWrite(version, List.of(), Set.of(), Set.of()));
            } catch (SearchException e) {
                LOG.warn("the turn did not end, and ends with the connection: {}", e.getMessage());
            }
        }
    }

    /** Stores a change that was made; the trials that it took, or empty if it was taken back. */
    private Optional<Set<TrialId>> write(List<TrialEvent> events, Moves moves) throws InterruptedException {
        Set<TrialId> releases = new HashSet<>(moves.releases());
        releases.addAll(uncertain);
        releases.removeAll(moves.claims());
        if (!inTurn && events.isEmpty() && moves.claims().isEmpty() && releases.isEmpty()) {
            session.mark();
            return Optional.of(Set.of());
        }
        inTurn = false;
        StudyWrite.Result result;
        try {
            result = store.write(new StudyWrite(version, events, moves.claims(), releases));
        } catch (StoreUnavailableException e) {
            // Whether the events were kept shows when the store is back.
            warn(e);
            uncertain.addAll(moves.claims());
            session.undo();
            observe(store.news(version));
            return Optional.empty();
        }
        if (!result.done()) {
            session.undo();
            observe(result.news());
            return Optional.empty();
        }
        uncertain.clear();
        version += events.size();
        session.mark();
        report(events);
        observe(result.news());
        return Optional.of(result.granted());
    }

    private static void warn(StoreUnavailableException failure) {
        LOG.warn("{}", failure.getMessage());
    }

    private void report(List<TrialEvent> events) {
        if (!events.isEmpty()) {
            seen.accept(events);
        }
    }

    private void observe(StudyNews news) {
        if (news.events().isEmpty()) {
            return;
        }
        contended = true;
        session.observe(news.events());
        version += news.events().size();
        Set<TrialId> others = new HashSet<>(elsewhere);
        news.events().forEach(event -> event.about().ifPresent(others::remove));
        others.addAll(news.elsewhere());
        setElsewhere(others);
        session.mark();
        report(news.events());
    }

    private void setElsewhere(Set<TrialId> trials) {
        elsewhere = Set.copyOf(trials);
        session.setElsewhere(elsewhere);
    }

    /** Before a change that writes: lets those write who came before, and reads what would make it too late. */
    void queue() throws InterruptedException {
        if (contended) {
            StudyNews news = quick ? store.turn(version) : store.news(version);
            inTurn = quick;
            sinceRead.reset().start();
            observe(news);
        }
    }

    /** Takes in what others have done since, and which trials they have or had. */
    void synchronize() throws InterruptedException {
        if (store.isShared()) {
            observe(store.news(version));
            setElsewhere(store.elsewhere());
            session.mark();
        }
    }

    /** Notes that others have trials which were asked for here. */
    void leave(Set<TrialId> refused) throws InterruptedException {
        Set<TrialId> others = new HashSet<>(store.elsewhere());
        others.addAll(refused);
        setElsewhere(others);
        refused.stream().filter(session::isAsked).forEach(session::giveBack);
        session.mark();
    }
}
