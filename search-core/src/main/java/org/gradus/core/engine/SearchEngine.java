package org.gradus.core.engine;

import java.time.Duration;
import java.time.Instant;
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
import org.gradus.core.session.SearchSession;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.LearningRateSchedule;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.store.Claims;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.SegmentReport;
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

    /** How long trainings may take to end once the search was cancelled. */
    private static final long GRACE_SECONDS = 5;

    private final StudyRecord study;
    private final Trainer trainer;
    private final TrialExecutor executor;
    private final SearchSettings settings;
    private final StoredSession session;
    private final Claims claims;
    private final Listeners listeners;
    private final OpenModels models;

    /** Reports as they come; an empty one wakes the search. */
    private final BlockingQueue<Optional<SegmentReport>> reports = new LinkedBlockingQueue<>();

    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Instant start;
    private final List<TrialEvent> earlier;
    private final Optional<TrialEvent.SearchExtended> extension;
    private final HandedOrders handed;
    private boolean searching;

    /** Why a stop rule ended the search in the last change of the session; empty if none did. */
    private Optional<String> stopped = Optional.empty();

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
        this.handed = new HandedOrders(study.settings().round() > 0);
        this.start = settings.clock().instant();
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
        Heartbeat heartbeat = Heartbeat.of(claims, settings.heartbeat());
        try {
            listeners.start(study);
            takeUp();
            search();
            List<TrialId> finalists = retrain();
            RankingResult ranking = settings.ranking().rank(session.view());
            if (!isCancelled() && trainer.descriptor().can(Capability.TEST)) {
                new TestSplit(session, executor, this::request, this::isCancelled).read(ranking, finalists);
                ranking = settings.ranking().rank(session.view());
            }
            if (!isCancelled()) {
                models.freeAll();
                session.sweep(models.saved(), session.view().open().isEmpty());
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
            extension
                    .filter(more -> !s.view().budget().isMoreThan(more.budget()))
                    .ifPresent(more -> s.extend(more.budget(), more.stopRules()));
            return s;
        });
        models.find(earlier, session.view());
        session.sweep(models.saved(), false);
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
            boolean finished = hand(executor.capacity() - handed.inTraining());
            if (finished && handed.inTraining() == 0) {
                return;
            }
            poll().ifPresent(handed::finish);
            session.tell(handed.takeDue());
            models.free(session.view());
        }
        cancelRunning();
    }

    /** Hands out orders; true when the session has finished. */
    private boolean hand(int places) throws InterruptedException {
        for (int i = 0; i < places; i++) {
            Ask ask = session.ask(this::applyStopRules);
            cancelStopped();
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
        handed.begin(trial.id());
        models.begin(trial.id());
        executor.submit(
                new WorkOrder(request, trial.curve(), ask.untilStep(), trial.checkpoint(), left),
                report -> reports.add(Optional.of(report)));
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

    /** The next report; empty after a while, so that stop rules and cancellation are looked at. */
    private Optional<SegmentReport> poll() throws InterruptedException {
        Optional<SegmentReport> report = reports.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (report != null) {
            return report;
        }
        session.synchronize();
        checkStopRules();
        return Optional.empty();
    }

    private void checkStopRules() throws InterruptedException {
        session.change(s -> {
            applyStopRules(s);
            return s;
        });
        cancelStopped();
    }

    /** Ends the search where a stop rule says so: before anything new is begun, and while no report comes. */
    private void applyStopRules(SearchSession s) {
        stopped = Optional.empty();
        if (!searching || s.isHalted()) {
            return;
        }
        Duration elapsed = Duration.between(start, settings.clock().instant());
        stopped = settings.stopRules().stream()
                .flatMap(rule -> rule.reason(s.settledView(), elapsed).stream())
                .findFirst();
        stopped.ifPresent(s::stop);
    }

    private void cancelStopped() {
        stopped.ifPresent(this::cancelOrders);
    }

    private void cancelOrders(String reason) {
        session.view().open().forEach(t -> executor.cancel(t.id(), reason));
    }

    /**
     * Ends what runs after a cancellation. What has been trained is told; all other orders stay open, and go on when the
     * study is resumed. So do those that fail now: a trainer may fail because it is cancelled.
     */
    private void cancelRunning() throws InterruptedException {
        cancelOrders("the search was cancelled");
        session.tell(handed.takeAll());
        while (handed.inTraining() > 0) {
            Optional<SegmentReport> report = reports.poll(GRACE_SECONDS, TimeUnit.SECONDS);
            if (report == null) {
                LOG.warn(
                        "{} trainings have not ended {} s after the cancellation; they are left behind",
                        handed.inTraining(),
                        GRACE_SECONDS);
                return;
            }
            if (report.isPresent()) {
                tellOrGiveBack(report.get());
            }
        }
    }

    private void tellOrGiveBack(SegmentReport report) throws InterruptedException {
        handed.finish(report);
        List<SegmentReport> ended = handed.takeAll();
        if (report.end() == SegmentEnd.CANCELLED || report.end() == SegmentEnd.FAILED) {
            session.giveBack(report.trial());
        } else {
            session.tell(ended);
        }
    }
}
