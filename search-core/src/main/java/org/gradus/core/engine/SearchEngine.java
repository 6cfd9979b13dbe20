package org.gradus.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.ranking.RankingResult;
import org.gradus.core.session.Ask;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.LearningRateSchedule;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.store.Claims;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.StudyBudget;
import org.gradus.core.trial.StudyRecord;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialEvent;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives a session: hands its orders to an executor, tells it the reports, keeps its events, trains finalists again, ranks
 * and reads the test split. One run each; {@link #cancel} may be called from any thread.
 */
final class SearchEngine {
    private static final Logger LOG = LoggerFactory.getLogger(SearchEngine.class);
    private static final long POLL_MILLIS = 100;

    private final StudyRecord study;
    private final Trainer trainer;
    private final TrialExecutor executor;
    private final SearchSettings settings;
    private final StoredSession session;
    private final Claims claims;
    private final Listeners listeners;
    private final OpenModels models;
    private final BlockingQueue<SegmentReport> reports = new LinkedBlockingQueue<>();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Instant start;
    private final List<TrialEvent> earlier;
    private final Optional<StudyBudget> extension;
    private int inTraining;
    private boolean searching;

    SearchEngine(Continuation continuation, Trainer trainer, TrialExecutor executor, SearchSettings settings) {
        this.study = continuation.study();
        this.earlier = continuation.events();
        this.extension = continuation.extension();
        this.trainer = trainer;
        this.executor = executor;
        this.settings = settings;
        this.claims = continuation.claims();
        this.listeners = new Listeners(settings.listeners());
        this.session =
                new StoredSession(continuation, settings, trainer::stepsPerEpoch, this::happened, this::isCancelled);
        this.models = new OpenModels(
                study,
                executor,
                trainer.descriptor().can(Capability.TEST),
                settings.kept().named());
        this.start = settings.clock().instant();
    }

    /** Asks the run to end between two steps of its trainings. */
    void cancel() {
        cancelled.set(true);
    }

    private void happened(List<TrialEvent> events) {
        listeners.happened(events, session.view());
    }

    /** Runs until the session is finished or cancelled. */
    StudyResult run() throws InterruptedException {
        Heartbeat heartbeat = Heartbeat.of(claims, settings.heartbeat());
        try {
            listeners.start(study);
            takeUp();
            search();
            List<TrialId> finalists = retrain();
            RankingResult ranking = settings.ranking().rank(session.view());
            if (!isCancelled()) {
                if (trainer.descriptor().can(Capability.TEST)) {
                    new TestSplit(session, executor, this::request, this::isCancelled).read(ranking, finalists);
                    ranking = settings.ranking().rank(session.view());
                }
                models.freeAll();
            }
            StudyResult result = new StudyResult(study, session.view(), ranking, isCancelled());
            listeners.end(result);
            return result;
        } finally {
            executor.close();
            heartbeat.close();
            claims.close();
            settings.kept().close();
        }
    }

    /** Stores what the session has done about the events of an earlier run. */
    private void takeUp() throws InterruptedException {
        session.synchronize();
        session.change(s -> {
            extension.filter(budget -> budget.isMoreThan(s.view().budget())).ifPresent(s::extend);
            return s;
        });
        models.find(earlier, session.view());
    }

    private boolean isCancelled() {
        return cancelled.get();
    }

    private void search() throws InterruptedException {
        session.change(s -> study.settings()
                .baseline()
                .filter(configuration -> s.view().trials(TrialPurpose.BASELINE).isEmpty())
                .map(configuration -> s.baseline(configuration, "the optimizer's default rate")));
        searching = true;
        drive();
        searching = false;
    }

    private List<TrialId> retrain() throws InterruptedException {
        List<TrialId> finalists =
                Finalists.of(study, settings.ranking().rank(session.view().beforeReplicates()));
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
        while (!isCancelled()) {
            checkStopRules();
            int places = settings.round() > 0 ? settings.round() : executor.capacity() - inTraining;
            boolean finished = hand(places);
            if (finished && inTraining == 0) {
                return;
            }
            if (settings.round() > 0) {
                awaitRound();
            } else {
                awaitOne();
            }
            models.free(session.view());
        }
        cancelRunning();
    }

    /** Hands out orders; true when the session has finished. */
    private boolean hand(int places) throws InterruptedException {
        for (int i = 0; i < places; i++) {
            Ask ask = session.ask();
            if (ask.kind() == Ask.Kind.FINISHED) {
                return true;
            }
            if (ask.kind() == Ask.Kind.WAIT) {
                return false;
            }
            submit((Ask.Train) ask);
        }
        return false;
    }

    private void submit(Ask.Train ask) {
        Trial trial = ask.trial();
        TrainingRequest request = request(trial);
        Optional<Duration> left = settings.trialTimeLimit()
                .map(limit -> limit.minusMillis(trial.elapsedMillis()))
                .map(rest -> rest.isNegative() || rest.isZero() ? Duration.ofMillis(1) : rest);
        inTraining++;
        models.begin(trial.id());
        executor.submit(new WorkOrder(request, trial.curve(), ask.untilStep(), trial.checkpoint(), left), reports::add);
    }

    private TrainingRequest request(Trial trial) {
        Optional<Sweep> sweep = trial.plan().sweep();
        LearningRateSchedule schedule = sweep.map(Sweep::schedule).orElseGet(() -> schedule(trial));
        long totalSteps = sweep.map(s -> (long) s.steps()).orElse(study.budget().epochs() * trial.stepsPerEpoch());
        return new TrainingRequest(
                trial.plan(), schedule, totalSteps, study.settings().recordEvery());
    }

    /** The study's schedule, unless the configuration chooses its own. */
    private LearningRateSchedule schedule(Trial trial) {
        ScheduleFamily family = trial.configuration().has(ScheduleFamily.PARAMETER)
                ? ScheduleFamily.named(trial.configuration().category(ScheduleFamily.PARAMETER))
                : settings.schedule();
        return family.forPeak().apply(trial.learningRate().orElse(new LearningRate(1)));
    }

    /** Waits for all orders and tells them in the order of their trials, whatever the order in which they came. */
    private void awaitRound() throws InterruptedException {
        List<SegmentReport> round = new ArrayList<>();
        while (inTraining > 0 && !isCancelled()) {
            poll().ifPresent(round::add);
        }
        round.sort(Comparator.comparing(SegmentReport::trial));
        session.tell(round);
    }

    private void awaitOne() throws InterruptedException {
        session.tell(poll().map(List::of).orElse(List.of()));
    }

    /** The next report; empty after a while, so that stop rules and cancellation are looked at. */
    private Optional<SegmentReport> poll() throws InterruptedException {
        SegmentReport report = reports.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (report == null) {
            session.synchronize();
            checkStopRules();
        } else {
            inTraining--;
        }
        return Optional.ofNullable(report);
    }

    /** Before anything new is begun, so that what a report fulfils ends the search there, and while nothing comes. */
    private void checkStopRules() throws InterruptedException {
        if (!searching || session.isHalted()) {
            return;
        }
        Duration elapsed = Duration.between(start, settings.clock().instant());
        for (StopRule rule : settings.stopRules()) {
            Optional<String> reason = rule.reason(session.view(), elapsed);
            if (reason.isPresent()) {
                session.change(s -> {
                    if (!s.isHalted()) {
                        s.stop(reason.get());
                    }
                    return s;
                });
                cancelOrders(reason.get());
                return;
            }
        }
    }

    private void cancelOrders(String reason) {
        session.view().open().forEach(t -> executor.cancel(t.id(), reason));
    }

    /** Ends what runs after a cancellation; unfinished orders stay open, and go on when the study is resumed. */
    private void cancelRunning() throws InterruptedException {
        cancelOrders("the search was cancelled");
        while (inTraining > 0) {
            SegmentReport report = reports.poll(5, TimeUnit.SECONDS);
            if (report == null) {
                LOG.warn("{} trainings did not heed the cancellation; they are left behind", inTraining);
                return;
            }
            inTraining--;
            if (report.end() == SegmentEnd.CANCELLED) {
                session.giveBack(report.trial());
            } else {
                session.tell(List.of(report));
            }
        }
    }
}
