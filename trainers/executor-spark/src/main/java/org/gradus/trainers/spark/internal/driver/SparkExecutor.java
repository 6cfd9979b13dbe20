package org.gradus.trainers.spark.internal.driver;

import com.google.common.base.Throwables;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.execution.ModelStorage;
import org.gradus.core.execution.SegmentSink;
import org.gradus.core.execution.TestReport;
import org.gradus.core.execution.TestSink;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.space.Configuration;
import org.gradus.core.study.SearchException;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.TrialId;
import org.gradus.trainers.spark.internal.wire.Poll;
import org.gradus.trainers.spark.internal.wire.PollAnswer;
import org.gradus.trainers.spark.internal.wire.TaskAnswer;
import org.gradus.trainers.spark.internal.wire.TaskOrder;
import org.gradus.trainers.spark.internal.wire.TrainerSetup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains each segment in a Spark task. A thread for each order waits for its job; what is said while it runs, executors say and
 * hear in their {@linkplain Poll polls}. An order whose executor is lost is issued again, from its checkpoint if it has one.
 */
public final class SparkExecutor implements TrialExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(SparkExecutor.class);

    /** How long a training may take to end itself before its task is killed. */
    private static final long KILL_MILLIS = 3_000;

    private final int capacity;
    private final SparkJobs jobs;
    private final TrainerSetup setup;
    private final DriverModels models;
    private final IssuedTasks tasks;
    private final Semaphore places;
    private final Whereabouts trials;

    /** The groups of the tests that run. */
    private final Set<String> tests = ConcurrentHashMap.newKeySet();

    private final AtomicLong jobNumber = new AtomicLong();
    private final ExecutorService drivers = Executors.newCachedThreadPool(daemons("gradus-spark-"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(daemons("gradus-kill-"));
    private volatile boolean closed;

    /**
     * An executor.
     *
     * @param capacity how many orders run at once, at least 1
     * @param listener is given points while their segments run, by a thread of Spark's
     */
    SparkExecutor(
            int capacity,
            SparkJobs jobs,
            TrainerSetup setup,
            ModelStorage storage,
            BiConsumer<TrialId, List<CurvePoint>> listener) {
        this.capacity = capacity;
        this.jobs = jobs;
        this.setup = setup;
        this.models = new DriverModels(storage);
        this.tasks = new IssuedTasks(jobs, setup, models);
        this.trials = new Whereabouts(listener);
        this.places = new Semaphore(capacity, true);
        Runs.begin(setup.run(), this);
    }

    /** The name of its run. */
    public String run() {
        return setup.run();
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicLong count = new AtomicLong();
        return runnable -> {
            Thread thread = new Thread(runnable, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * The capacity.
     *
     * @throws SearchException if Spark was stopped: the orders that run stay open in the study
     */
    @Override
    public int capacity() {
        if (jobs.spark().isStopped()) {
            throw new SearchException("Spark was stopped while the search ran"
                    + "\nMaybe the cluster ended the application; a stored study goes on when it is run again.");
        }
        return capacity;
    }

    @Override
    public void submit(WorkOrder order, SegmentSink sink) {
        SparkOrder run = new SparkOrder(order, sink, places, group(order.trial()));
        trials.begin(run);
        try {
            TaskOrder.requireSendable(order); // Here, not in a thread that nobody hears.
            drivers.execute(() -> train(run));
        } catch (RejectedExecutionException e) {
            trials.end(run);
            throw new IllegalStateException("the executor is closed, so it cannot train " + order.trial(), e);
        } catch (RuntimeException e) {
            trials.end(run);
            throw e;
        }
    }

    private String group(TrialId trial) {
        return setup.run() + "-" + trial.number() + "-" + jobNumber.incrementAndGet();
    }

    private void train(SparkOrder run) {
        if (!run.begin()) {
            return;
        }
        try {
            Optional<SegmentReport> report = run.ended().isPresent()
                    ? run.ended().map(ended -> run.cancelled(ended.reason()))
                    : tasks.answer(run.order(), false, run.group(), trials.place(run.trial()), () -> isWanted(run))
                            .flatMap(answer -> report(run, answer));
            report.or(() -> run.ended().map(ended -> run.cancelled(ended.reason())))
                    .ifPresent(known -> answer(run, known));
        } catch (Throwable e) { // The one boundary that must let nothing through, for an order must be answered.
            answer(run, failed(run, e));
        }
    }

    private static boolean isWanted(SparkOrder run) {
        return !run.isAnswered() && run.ended().isEmpty();
    }

    private Optional<SegmentReport> report(SparkOrder run, TaskAnswer answer) {
        if (run.isAnswered()) {
            return Optional.empty();
        }
        Configuration configuration = run.order().request().configuration();
        answer.reads().forEach(name -> Readings.repeat(configuration, name));
        SegmentReport report = answer.segment().orElseThrow();
        if (report.segment().end() == SegmentEnd.REACHED) {
            trials.keep(run.trial(), answer.place());
        } else {
            trials.forget(run.trial());
        }
        Optional<CheckpointRef> saved =
                answer.model().flatMap(model -> models.keep(run.trial(), reached(run, report), model));
        return Optional.of(new SegmentReport(
                report.trial(), report.segment(), report.stackTrace(), report.worker(), report.elapsedMillis(), saved));
    }

    /** The step of the model: one that was handed back stands at its last point, or was not trained. */
    private static long reached(SparkOrder run, SegmentReport report) {
        List<CurvePoint> points = report.segment().points();
        return report.segment().end() == SegmentEnd.REACHED || points.isEmpty()
                ? run.order().untilStep()
                : points.get(points.size() - 1).step();
    }

    private static SegmentReport failed(SparkOrder run, Throwable e) {
        String reason = e instanceof SearchException ? String.valueOf(e.getMessage()) : "Spark threw " + e;
        return new SegmentReport(
                run.trial(),
                Segment.failed(List.of(), reason),
                Throwables.getStackTraceAsString(e),
                "Spark driver",
                0,
                Optional.empty());
    }

    private void answer(SparkOrder run, SegmentReport report) {
        run.answer(report, () -> trials.end(run));
    }

    @Override
    public void test(WorkOrder order, TestSink sink) {
        String group = group(order.trial());
        tests.add(group);
        drivers.execute(() -> sink.accept(test(order, group)));
    }

    private TestReport test(WorkOrder order, String group) {
        places.acquireUninterruptibly();
        try {
            return tasks.answer(order, true, group, trials.place(order.trial()), () -> !closed)
                    .flatMap(TaskAnswer::test)
                    .orElseGet(() -> new TestReport(order.trial(), Optional.empty(), "the search was closed"));
        } catch (Throwable e) { // As above: a failing test must not lose its answer.
            return new TestReport(order.trial(), Optional.empty(), String.valueOf(e.getMessage()));
        } finally {
            tests.remove(group);
            places.release();
        }
    }

    @Override
    public void cancel(TrialId trial, String reason) {
        end(trial, reason, false);
    }

    @Override
    public void handBack(TrialId trial, String reason) {
        end(trial, reason, true);
    }

    private void end(TrialId trial, String reason, boolean wantedBack) {
        trials.running(trial).filter(run -> run.ended().isEmpty()).ifPresent(run -> {
            run.end(reason, wantedBack);
            later(() -> kill(run, reason));
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Its result is not needed, and what it runs does not throw.
    private void later(Runnable what) {
        try {
            timer.schedule(what, KILL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("tasks are killed by the end of the executor", e);
        }
    }

    /** Ends a task that has not ended itself, or never began; the points that are known of it count. */
    private void kill(SparkOrder run, String reason) {
        if (!run.isAnswered() && run.hasPlace()) {
            answer(run, run.cancelled(reason));
            killGroup(run.group(), reason);
        }
    }

    private void killGroup(String group, String reason) {
        if (!jobs.spark().isStopped()) {
            jobs.spark().cancelJobGroup(group, reason);
        }
    }

    @Override
    public void release(TrialId trial) {
        if (trials.running(trial).isEmpty()) {
            trials.forget(trial);
            models.release(trial);
        }
    }

    PollAnswer answer(Poll poll) {
        return trials.answer(poll);
    }

    @Override
    public void close() {
        closed = true;
        trials.running().forEach(run -> run.end("the search was closed", false));
        timer.shutdownNow();
        drivers.shutdown();
        try {
            if (!trials.running().isEmpty() && !drivers.awaitTermination(KILL_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("{} trainings are killed", trials.running().size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SparkOrder run : trials.running()) {
            answer(run, run.cancelled("the search was closed"));
            killGroup(run.group(), "the search was closed");
        }
        tests.forEach(group -> killGroup(group, "the search was closed"));
        Runs.end(setup.run());
        models.close();
    }
}
