package org.gradus.core.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.ranking.Ranking;
import org.gradus.core.ranking.RankingResult;
import org.gradus.core.session.Ask;
import org.gradus.core.session.SearchSession;
import org.gradus.core.store.Claims;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.training.Trainer;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives a session: hands its orders to an executor, tells it the reports, keeps its events, trains finalists again, ranks
 * and reads the test split. One run each; {@link #cancel} may be called from any thread.
 */
final class SearchEngine {
    private static final Logger LOG = LoggerFactory.getLogger(SearchEngine.class);
    private static final long POLL_MILLIS = 100;

    /** Of how many polls one asks the store for news while every place trains: then nothing can be begun anyway. */
    private static final int POLLS_WHILE_BUSY = 10;

    /** How long trainings may take to end once the search was cancelled. */
    private static final long GRACE_SECONDS = 5;

    private final StudyRecord study;
    private final TrialExecutor executor;
    private final Ranking ranking;
    private final boolean testable;
    private final Duration heartbeat;
    private final OpenedStore store;
    private final StoredSession session;
    private final Claims claims;
    private final Listeners listeners;
    private final OpenModels models;
    private final TrainingRequests requests;
    private final UnreadParameters unread;
    private final SearchEnd end;

    /** Reports as they come; an empty one wakes the search. */
    private final BlockingQueue<Optional<SegmentReport>> reports = new LinkedBlockingQueue<>();

    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final List<TrialEvent> earlier;
    private final Optional<TrialEvent.SearchExtended> extension;
    private final SubmittedOrders orders;
    private boolean searching;

    /** The polls since the last report. */
    private int polls;

    SearchEngine(
            Continuation continuation,
            SearchSettings settings,
            SearchPlan plan,
            OpenedStore store,
            TrialExecutor executor) {
        this.study = continuation.study();
        this.earlier = continuation.events();
        this.extension = continuation.extension();
        this.claims = continuation.claims();
        this.executor = executor;
        this.store = store;
        this.ranking = settings.ranking;
        this.heartbeat = settings.heartbeat;
        Trainer trainer = settings.trainer;
        this.testable = trainer.descriptor().can(Capability.TEST);
        this.listeners = new Listeners(settings.listeners);
        this.session = new StoredSession(
                continuation,
                store.store(),
                events -> SearchSession.resume(study, plan.strategy(), plan.policy(), trainer::stepsPerEpoch, events),
                this::happened,
                this::isCancelled);
        this.models = new OpenModels(study, executor, testable, store.models());
        this.orders = new SubmittedOrders(study.settings().round() > 0);
        this.unread = new UnreadParameters(trainer);
        this.requests = new TrainingRequests(study, settings.schedule, settings.trialTimeLimit);
        this.end = new SearchEnd(settings.stopRules, settings.clock);
    }

    /** Asks the run to end between two steps of its trainings. */
    void cancel() {
        cancelled.set(true);
        reports.add(Optional.empty());
    }

    private void happened(List<TrialEvent> events) {
        models.happened(events);
        listeners.happened(events, session.view());
    }

    /** Runs until the session is finished or cancelled. */
    StudyResult run() throws InterruptedException {
        Heartbeat beating = Heartbeat.of(claims, heartbeat);
        try {
            listeners.start(study);
            takeUp();
            search();
            List<TrialId> finalists = retrain();
            RankingResult ranked = ranking.rank(session.view());
            if (!isCancelled() && testable) {
                new TestSplit(session, executor, requests::of, this::isCancelled).read(ranked, finalists);
                ranked = ranking.rank(session.view());
            }
            if (!isCancelled()) {
                models.freeAll();
                session.sweep(models.saved(), session.view().open().isEmpty());
            }
            StudyResult result = new StudyResult(study, session.view(), ranked, isCancelled());
            listeners.end(result);
            return result;
        } finally {
            executor.close();
            beating.close();
            claims.close();
            store.close();
        }
    }

    /** Stores what the session has done about the events of an earlier run. */
    private void takeUp() throws InterruptedException {
        session.takeUp(extension);
        models.find(earlier, session.view());
        session.sweep(models.saved(), false);
    }

    private boolean isCancelled() {
        return cancelled.get();
    }

    private void search() throws InterruptedException {
        session.change(s -> Finalists.proposeBaseline(s, study));
        searching = true;
        drive();
        searching = false;
    }

    private List<TrialId> retrain() throws InterruptedException {
        List<TrialId> finalists =
                Finalists.of(study, ranking.rank(session.view().beforeReplicates()));
        if (!isCancelled() && study.settings().replicates() > 0) {
            session.change(s -> {
                Finalists.propose(s, study, finalists);
                return s;
            });
            drive();
        }
        return finalists;
    }

    /** Asks and tells until the session has nothing more to do. */
    private void drive() throws InterruptedException {
        checkStopRules();
        while (!isCancelled()) {
            boolean finished = advance();
            if (finished && orders.inTraining() == 0) {
                return;
            }
            poll().ifPresent(orders::finish);
        }
        cancelRunning();
    }

    /** Tells what was reported and hands out orders for the places that are free; true when the session has finished. */
    private boolean advance() throws InterruptedException {
        int places = executor.capacity() - orders.inTraining();
        List<SegmentReport> due = orders.takeDue();
        if (!session.isContended()) {
            session.tell(due);
            models.free(session.view());
            due = List.of();
        }
        end.forget();
        List<Ask> asks = session.advance(due, isCancelled() ? 0 : places, this::applyStopRules, (s, trial) -> {});
        models.free(session.view());
        cancelStopped();
        boolean finished = false;
        for (Ask ask : asks) {
            finished |= ask.kind() == Ask.Kind.FINISHED;
            if (ask instanceof Ask.Train order) {
                submit(order);
            }
        }
        return finished;
    }

    private void submit(Ask.Train ask) {
        Trial trial = ask.trial();
        orders.begin(trial.id());
        models.begin(trial.id());
        executor.submit(
                new WorkOrder(
                        unread.watched(requests.of(trial)),
                        trial.curve(),
                        ask.untilStep(),
                        trial.checkpoint(),
                        requests.timeLeft(trial)),
                report -> {
                    unread.afterTraining(trial, report);
                    reports.add(Optional.of(report));
                });
    }

    /** The next report; empty after a while, so that stop rules and cancellation are looked at. */
    private Optional<SegmentReport> poll() throws InterruptedException {
        Optional<SegmentReport> report = reports.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (report != null) {
            polls = 0;
            return report;
        }
        polls++;
        if (orders.inTraining() < executor.capacity() || polls % POLLS_WHILE_BUSY == 0) {
            session.synchronize();
        }
        checkStopRules();
        return Optional.empty();
    }

    private void checkStopRules() throws InterruptedException {
        end.forget();
        session.change(s -> {
            applyStopRules(s);
            return s;
        });
        cancelStopped();
    }

    /** Before anything new is begun, and while no report comes. */
    private void applyStopRules(SearchSession s) {
        if (searching) {
            end.applyTo(s);
        }
    }

    private void cancelStopped() {
        if (searching) {
            end.reason().ifPresent(this::cancelOrders);
        }
    }

    private void cancelOrders(String reason) {
        session.view().open().forEach(t -> executor.cancel(t.id(), reason));
    }

    /**
     * Ends what runs after a cancellation. Finished segments are reported; all other orders stay open, and continue when the
     * study is resumed, from where they stand if their models were saved there. So do those that fail now: a trainer may fail
     * because it is cancelled.
     */
    private void cancelRunning() throws InterruptedException {
        session.view().open().forEach(t -> executor.handBack(t.id(), "the search was cancelled"));
        session.tell(orders.takeAll());
        while (orders.inTraining() > 0) {
            Optional<SegmentReport> report = reports.poll(GRACE_SECONDS, TimeUnit.SECONDS);
            if (report == null) {
                LOG.warn(
                        "{} trainings are still running {} s after the cancellation and are abandoned",
                        orders.inTraining(),
                        GRACE_SECONDS);
                return;
            }
            if (report.isPresent()) {
                tellOrGiveBack(report.get());
            }
        }
    }

    private void tellOrGiveBack(SegmentReport report) throws InterruptedException {
        orders.finish(report);
        List<SegmentReport> ended = orders.takeAll();
        if (report.segment().end() == SegmentEnd.CANCELLED
                && report.checkpoint().isPresent()) {
            session.handBack(report);
        } else if (report.segment().end() == SegmentEnd.CANCELLED
                || report.segment().end() == SegmentEnd.FAILED) {
            session.giveBack(report.trial());
        } else {
            session.tell(ended);
        }
    }
}
