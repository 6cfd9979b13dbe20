package org.gradus.core.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.gradus.core.ranking.Ranking;
import org.gradus.core.session.Ask;
import org.gradus.core.session.SearchSession;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialState;

/** The stored session behind {@link AskTell}: the search, then the finalists again, as {@link SearchEngine} has it. Thread-safe. */
final class ToldSession implements AutoCloseable {
    /** What may have to wait for a store. */
    @FunctionalInterface
    private interface Step<T> {
        T run() throws InterruptedException;
    }

    private static final long POLL_MILLIS = 100;

    private final StudyRecord study;
    private final Continuation continuation;
    private final OpenedStore store;
    private final StoredSession session;
    private final Ranking ranking;
    private final Listeners listeners;
    private final Heartbeat heartbeat;
    private final SearchEnd end;
    private final InstantSource clock;
    private final boolean holdsModels;
    private final TrialLeases leases;

    /** What was asked for here and not told. */
    private final Set<TrialId> open = new LinkedHashSet<>();

    private boolean searching = true;
    private boolean finished;

    private ToldSession(Continuation continuation, SearchSettings settings, SearchPlan plan, OpenedStore store) {
        this.study = continuation.study();
        this.continuation = continuation;
        this.store = store;
        this.ranking = settings.ranking;
        this.clock = settings.clock;
        this.holdsModels = settings.trainer.descriptor().can(Capability.HOLD);
        this.leases = new TrialLeases(settings.lease, settings.clock);
        this.listeners = new Listeners(settings.listeners);
        this.session = new StoredSession(
                continuation,
                store.store(),
                events -> SearchSession.resume(
                        study, plan.strategy(), plan.policy(), settings.trainer::stepsPerEpoch, events),
                this::happened,
                () -> false);
        this.end = new SearchEnd(settings.stopRules, settings.clock);
        this.heartbeat = Heartbeat.of(continuation.claims(), settings.heartbeat);
    }

    static ToldSession begin(Continuation continuation, SearchSettings settings, SearchPlan plan, OpenedStore store) {
        try {
            ToldSession told = new ToldSession(continuation, settings, plan, store);
            told.begin();
            return told;
        } catch (RuntimeException | Error e) {
            continuation.claims().close();
            throw e;
        }
    }

    private void begin() {
        listeners.start(study);
        patiently(() -> {
            session.takeUp(continuation.extension());
            return session.change(s -> Finalists.proposeBaseline(s, study));
        });
        finishIfOver();
    }

    /** A study that had ended has ended, before anything is asked for. */
    private void finishIfOver() {
        while (!finished
                && session.view().closed().isPresent()
                && session.view().open().isEmpty()) {
            finish();
        }
    }

    private void happened(List<TrialEvent> events) {
        listeners.happened(events, session.view());
    }

    StudyRecord study() {
        return study;
    }

    InstantSource clock() {
        return clock;
    }

    /** Refuses to take a trial for over where its policy decides whether it goes on, and its model is not kept. */
    void requireNoDecision(Trial trial) {
        if (trial.untilEpoch() < study.budget().epochs() && !holdsModels) {
            throw new IllegalStateException("policy '" + study.settings().policy() + "' decides after epoch "
                    + trial.untilEpoch() + " whether " + trial.id()
                    + " goes on\nMaybe report each epoch with report(...),"
                    + " which says so at once, or keep the models of trials and call holdsModels().");
        }
    }

    synchronized StudyView view() {
        return session.view();
    }

    synchronized boolean isFinished() {
        return finished;
    }

    private synchronized List<TrialId> open() {
        return List.copyOf(open);
    }

    /** The next trial to train; empty if the search is finished or a running trial must be told first. */
    synchronized Optional<Trial> ask() {
        while (!finished) {
            Ask ask = patiently(() -> session.ask(this::prepare, leases::lease));
            if (ask instanceof Ask.Train train) {
                open.add(train.trial().id());
                return Optional.of(train.trial());
            }
            if (ask.kind() == Ask.Kind.WAIT) {
                return Optional.empty();
            }
            finish();
        }
        return Optional.empty();
    }

    /**
     * Waits a moment for trials of other processes.
     *
     * @throws IllegalStateException if trials of this one must be told first
     */
    void awaitOthers() {
        List<TrialId> untold = open();
        if (!untold.isEmpty()) {
            throw new IllegalStateException("nothing can be asked for before one of " + untold
                    + " is told\nMaybe tell, diverged or failed was not called for it.");
        }
        if (leases.time().isPresent() && !session.isShared() && !leases().isEmpty()) {
            throw new IllegalStateException("nothing can be asked for before one of "
                    + leases().keySet() + " is told, which other processes were given"
                    + "\nMaybe close this search, so that they can tell it.");
        }
        patiently(() -> {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            return untold;
        });
        synchronize();
    }

    /** Takes in what other processes have done. */
    private synchronized void synchronize() {
        patiently(() -> {
            session.synchronize();
            return session;
        });
    }

    /** Goes on from the search to its finalists, or ends. */
    private void finish() {
        if (searching && study.settings().replicates() > 0) {
            List<TrialId> finalists =
                    Finalists.of(study, ranking.rank(session.view().beforeReplicates()));
            patiently(() -> session.change(s -> {
                Finalists.propose(s, study, finalists);
                return s;
            }));
            searching = false;
        } else {
            finished = true;
            listeners.end(result());
        }
    }

    private void prepare(SearchSession s) {
        leases.respect(s, session.isShared());
        applyStopRules(s);
    }

    /** When a trial was asked for: now, unless another process was given it. */
    synchronized Instant since(TrialId id) {
        return session.leasedSince(id).orElseGet(clock::instant);
    }

    /** The trials that were given to other processes, and when their leases end. */
    synchronized Map<TrialId, Instant> leases() {
        return session.leases(clock.instant());
    }

    /**
     * Takes a trial that another process was given, to tell it here.
     *
     * @throws IllegalArgumentException if there is no such trial
     * @throws IllegalStateException if it was told already
     */
    synchronized Trial take(TrialId id) {
        synchronize();
        int trials = session.view().trials().size();
        if (id.number() > trials) {
            throw new IllegalArgumentException("study '" + study.id() + "' has no " + id + "; "
                    + (trials == 0 ? "nothing was asked for yet" : "the last one is trial " + trials));
        }
        if (!patiently(() -> session.adopt(id))) {
            throw new IllegalStateException(toldAlready(session.view().trial(id)));
        }
        open.add(id);
        return session.view().trial(id);
    }

    private static String toldAlready(Trial trial) {
        return trial.id() + " was told already: "
                + trial.outcome()
                        .map(outcome -> outcome.kind().word() + ", " + outcome.reason())
                        .orElseGet(() -> "it was trained until epoch " + trial.epochsTrained()
                                + ", and goes on only if it is asked for again");
    }

    private void applyStopRules(SearchSession s) {
        if (searching) {
            end.applyTo(s);
        }
    }

    /**
     * Takes the report of a trial that was asked for.
     *
     * @throws IllegalStateException if it was told already
     */
    synchronized void tell(SegmentReport report) {
        if (!open.remove(report.trial())) {
            throw new IllegalStateException(report.trial() + " was told already");
        }
        patiently(() -> {
            session.tell(List.of(report));
            return report;
        });
    }

    /** The trial again, if the policy has continued it and it goes on at once. */
    synchronized Optional<Trial> goOn(TrialId id) {
        if (session.view().trial(id).state() != TrialState.RUNNING) {
            return Optional.empty();
        }
        boolean goesOn = patiently(() -> {
            session.change(s -> {
                applyStopRules(s);
                return s;
            });
            return session.goOn(id);
        });
        if (goesOn) {
            open.add(id);
        }
        return goesOn ? Optional.of(session.view().trial(id)) : Optional.empty();
    }

    synchronized StudyResult result() {
        return new StudyResult(study, session.view(), ranking.rank(session.view()), !finished);
    }

    private static <T> T patiently(Step<T> step) {
        try {
            return step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for the store or for other processes");
        }
    }

    @Override
    public synchronized void close() {
        heartbeat.close();
        continuation.claims().close();
        store.close();
    }
}
