package org.gradus.core.execution;

import com.google.common.base.Throwables;
import java.util.List;
import java.util.Map;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.training.Segment;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.TrialId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains in threads of this process. Whatever a trainer throws, errors included, fails its trial alone. A trainer that
 * does not return in time and does not heed an interrupt either is given up together with its thread.
 */
public final class LocalExecutor implements TrialExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(LocalExecutor.class);

    /** How long a trainer may take to heed an interrupt before its thread is given up. */
    private static final long GRACE_MILLIS = 2_000;

    private final int capacity;
    private final long graceMillis;
    private final Semaphore permits;
    private final HeldSessions sessions;
    private final ExecutorService workers;
    private final ScheduledExecutorService timer;
    private final Map<TrialId, RunningOrder> running = new ConcurrentHashMap<>();

    /** Trials whose thread was given up: it may still use their session, and closes it should it ever return. */
    private final Set<TrialId> lost = ConcurrentHashMap.newKeySet();

    /**
     * An executor without checkpoints.
     *
     * @param threads how many orders run at once, at least 1
     */
    public LocalExecutor(Trainer trainer, int threads) {
        this(trainer, threads, Optional.empty());
    }

    /**
     * An executor.
     *
     * @param threads how many orders run at once, at least 1
     * @param checkpoints from where sessions that are not in memory are resumed
     */
    public LocalExecutor(Trainer trainer, int threads, Optional<CheckpointStore> checkpoints) {
        this(trainer, threads, Spill.never(checkpoints), GRACE_MILLIS);
    }

    /**
     * An executor that keeps few sessions in memory. Of those that nobody trains the ones used longest ago are saved and
     * closed, and go on from there as if they had been kept; what was saved is deleted when it is not needed any more.
     *
     * @param threads how many orders run at once, at least 1
     * @param checkpoints where sessions are saved
     * @param heldInMemory how many sessions stay in memory beside those in training, at least 0
     * @throws IllegalStateException if the trainer makes no checkpoints
     */
    public LocalExecutor(Trainer trainer, int threads, CheckpointStore checkpoints, int heldInMemory) {
        this(trainer, threads, Spill.beyond(heldInMemory, checkpoints, trainer), GRACE_MILLIS);
    }

    /**
     * An executor that saves the model at the end of each segment and says in its report where, so that another process
     * can go on from there. Where the trainer makes no checkpoints, nothing is saved.
     *
     * @param threads how many orders run at once, at least 1
     * @param checkpoints where models are saved; whoever reads the reports deletes what is not needed any more
     * @param heldInMemory how many sessions stay in memory beside those in training, at least 0
     */
    public static LocalExecutor saving(Trainer trainer, int threads, CheckpointStore checkpoints, int heldInMemory) {
        boolean able = trainer.descriptor().can(Capability.CHECKPOINT);
        Spill spill = able ? Spill.always(heldInMemory, checkpoints) : Spill.never(Optional.empty());
        return new LocalExecutor(trainer, threads, spill, GRACE_MILLIS);
    }

    LocalExecutor(Trainer trainer, int threads, Spill spill, long graceMillis) {
        if (threads < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, but was " + threads);
        }
        this.capacity = threads;
        this.graceMillis = graceMillis;
        this.permits = new Semaphore(threads, true);
        this.sessions = new HeldSessions(trainer, spill);
        this.workers = Executors.newCachedThreadPool(daemons("gradus-worker-"));
        this.timer = Executors.newSingleThreadScheduledExecutor(daemons("gradus-timer-"));
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return runnable -> {
            Thread thread = new Thread(runnable, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public void submit(WorkOrder order, SegmentSink sink) {
        RunningOrder run = new RunningOrder(order, sink, permits);
        if (running.putIfAbsent(order.trial(), run) != null) {
            throw new IllegalStateException(order.trial() + " is in training already");
        }
        try {
            workers.execute(() -> train(run));
        } catch (RejectedExecutionException e) {
            running.remove(order.trial(), run);
            throw new IllegalStateException("the executor is closed, so it cannot train " + order.trial(), e);
        }
    }

    private void train(RunningOrder run) {
        run.begin();
        run.order().timeLimit().ifPresent(limit -> later(() -> expire(run), limit.toMillis()));
        SegmentReport report = trainSafely(run);
        if (run.isGivenUp()) {
            sessions.discard(run.trial());
            lost.remove(run.trial());
            return;
        }
        if (report.end() == SegmentEnd.REACHED) {
            sessions.putAside(run.trial());
        } else {
            sessions.discard(run.trial());
        }
        running.remove(run.trial(), run);
        run.answer(report);
    }

    private SegmentReport trainSafely(RunningOrder run) {
        TrialId trial = run.trial();
        try {
            if (run.token().isCancelled()) {
                return run.report(Segment.cancelled(List.of(), run.token()));
            }
            HeldSession session = sessions.obtain(run.order(), run.token());
            Segment segment = session.advanceTo(run.order().untilStep(), run.token());
            return segment.end() == SegmentEnd.REACHED
                    ? run.reached(segment, sessions.secure(session))
                    : run.report(segment);
        } catch (InterruptedException e) {
            return run.report(new Segment(
                    List.of(),
                    SegmentEnd.CANCELLED,
                    run.token().isCancelled() ? run.token().reason() : "the training thread was interrupted"));
        } catch (TrainingException e) {
            return run.failed(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        } catch (Throwable e) { // The one boundary that must let nothing through: errors such as OutOfMemoryError too.
            sessions.discard(trial); // First, because what comes next needs memory too.
            LOG.debug("{} failed", trial, e);
            return run.failed(words(e), e);
        }
    }

    private static String words(Throwable e) {
        Throwable root = Throwables.getRootCause(e);
        String what = root instanceof OutOfMemoryError ? "the trainer ran out of memory: " : "the trainer threw ";
        return what + root;
    }

    /** Called when an order has used up its time: first it is asked to end, then interrupted, then given up. */
    private void expire(RunningOrder run) {
        if (!run.isRunning()) {
            return;
        }
        run.expire();
        later(() -> giveUp(run), graceMillis);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for it, and what it runs does not throw.
    private void later(Runnable what, long millis) {
        try {
            timer.schedule(what, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("no time limit is watched any more, because the executor is being closed", e);
        }
    }

    private void giveUp(RunningOrder run) {
        leave(run, run.failed(run.limitWords() + " and did not heed the interrupt; its thread was given up", null));
    }

    /** Answers for a thread that does not come back. */
    private void leave(RunningOrder run, SegmentReport report) {
        lost.add(run.trial());
        if (run.giveUp()) {
            running.remove(run.trial(), run);
            run.answer(report);
        } else {
            lost.remove(run.trial());
        }
    }

    @Override
    public void test(WorkOrder order, TestSink sink) {
        workers.execute(() -> {
            permits.acquireUninterruptibly();
            TestReport report;
            try {
                Evaluation evaluation =
                        sessions.obtain(order, CancellationToken.create()).test();
                report = new TestReport(order.trial(), Optional.of(evaluation), "");
            } catch (Throwable e) { // As above: a failing test must not lose its answer.
                LOG.debug("the test of {} failed", order.trial(), e);
                report = new TestReport(order.trial(), Optional.empty(), words(e));
            } finally {
                sessions.putAside(order.trial());
                permits.release();
            }
            sink.accept(report);
        });
    }

    @Override
    public void cancel(TrialId trial, String reason) {
        RunningOrder run = running.get(trial);
        if (run != null) {
            run.token().cancel(reason);
        }
    }

    @Override
    public void release(TrialId trial) {
        if (!running.containsKey(trial) && !lost.contains(trial)) {
            sessions.discard(trial);
        }
    }

    @Override
    public void close() {
        running.values().forEach(run -> run.token().cancel("the search was closed"));
        timer.shutdownNow();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(graceMillis, TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        running.values().forEach(run -> leave(run, run.report(Segment.cancelled(List.of(), run.token()))));
        sessions.discardIdle(lost);
    }
}
