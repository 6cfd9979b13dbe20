package org.gradus.core.execution.internal;

import java.util.HashSet;
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
import org.gradus.core.execution.ModelStorage;
import org.gradus.core.execution.SegmentSink;
import org.gradus.core.execution.TestReport;
import org.gradus.core.execution.TestSink;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.WatchedSession;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.TrialId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains in threads of this process. Anything that a trainer throws, errors included, fails only its own trial. A trainer
 * that does not return in time and ignores an interrupt is given up together with its thread.
 */
public final class LocalExecutor implements TrialExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(LocalExecutor.class);

    /** How long a trainer may take to obey an interrupt before its thread is given up. */
    private static final long GRACE_MILLIS = 2_000;

    /**
     * Trainings have a group of their own: one that interrupts its whole group does not reach the threads that wait for it.
     */
    private static final ThreadGroup WORKERS = new ThreadGroup(topGroup(), "gradus-workers");

    private final int capacity;
    private final long graceMillis;
    private final Semaphore permits;
    private final HeldSessions sessions;
    private final boolean interruptible;
    private final ExecutorService workers;
    private final ScheduledExecutorService timer;
    private final Map<TrialId, RunningOrder> running = new ConcurrentHashMap<>();

    /** Trials whose thread was given up: it may still use their session, and closes it should it ever return. */
    private final Set<TrialId> lost = ConcurrentHashMap.newKeySet();

    /** Trials whose test split is being read. */
    private final Map<TrialId, CancellationToken> tests = new ConcurrentHashMap<>();

    /**
     * An executor whose models stay in memory.
     *
     * @param threads how many orders run at once, at least 1
     */
    public LocalExecutor(Trainer trainer, int threads) {
        this(trainer, threads, ModelStorage.inMemory());
    }

    /**
     * An executor.
     *
     * @param threads how many orders run at once, at least 1
     * @param models where models are kept
     * @throws IllegalStateException if models are to be saved beyond a number, and the trainer makes no checkpoints
     */
    public LocalExecutor(Trainer trainer, int threads, ModelStorage models) {
        this(trainer, threads, models.of(trainer), GRACE_MILLIS);
    }

    LocalExecutor(Trainer trainer, int threads, ModelStorage models, long graceMillis) {
        if (threads < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, but was " + threads);
        }
        this.capacity = threads;
        this.graceMillis = graceMillis;
        this.permits = new Semaphore(threads, true);
        this.sessions = new HeldSessions(trainer, models);
        this.interruptible = trainer.opensInterruptibly();
        this.workers = Executors.newCachedThreadPool(daemons(WORKERS, "gradus-worker-"));
        this.timer = Executors.newSingleThreadScheduledExecutor(daemons(topGroup(), "gradus-timer-"));
    }

    private static ThreadGroup topGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    private static ThreadFactory daemons(ThreadGroup group, String prefix) {
        AtomicInteger count = new AtomicInteger();
        return runnable -> {
            Thread thread = new Thread(group, runnable, prefix + count.incrementAndGet());
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
        SegmentReport report = run.failed("the trainer failed, and what it threw cannot be described", null);
        try {
            run.order().timeLimit().ifPresent(limit -> later(() -> expire(run), limit.toMillis()));
            report = trainSafely(run);
        } catch (Throwable e) {
            // Not even a failure that cannot be described, or leaves no memory to do it, may cost its trial the answer.
        }
        putAway(run, report);
        if (run.isGivenUp()) {
            lost.remove(run.trial());
            return;
        }
        running.remove(run.trial(), run);
        run.answer(report);
    }

    private void putAway(RunningOrder run, SegmentReport report) {
        try {
            if (report.segment().end() == SegmentEnd.REACHED && !run.isGivenUp()) {
                sessions.putAside(run.trial());
            } else {
                sessions.discard(run.trial());
            }
        } catch (Throwable e) {
            // The report counts, even if the session does not close.
        }
    }

    private SegmentReport trainSafely(RunningOrder run) {
        TrialId trial = run.trial();
        try {
            if (run.token().isCancelled()) {
                return run.report(Segment.cancelled(List.of(), run.token().reason()));
            }
            WatchedSession session = obtain(run);
            Segment segment = session.advanceTo(run.order().untilStep(), run.token());
            if (segment.end() == SegmentEnd.REACHED) {
                return run.reached(segment, sessions.secure(session));
            }
            boolean leftOnItsWay = segment.end() == SegmentEnd.CANCELLED
                    && session.step() > run.order().fromStep();
            return leftOnItsWay && run.isWantedBack()
                    ? run.handedBack(segment, sessions.secure(session))
                    : run.report(segment);
        } catch (InterruptedException e) {
            return run.token().isCancelled()
                    ? run.report(Segment.cancelled(List.of(), run.token().reason()))
                    : run.failed("the training was interrupted, but not by the search", e);
        } catch (TrainingException e) {
            return run.isInterruptedOpening()
                    ? run.report(Segment.cancelled(List.of(), run.token().reason()))
                    : run.failed(FailureWords.message(e), e);
        } catch (Throwable e) { // The one boundary that must let nothing through: errors such as OutOfMemoryError too.
            sessions.discard(trial); // First, because what comes next needs memory too.
            return run.failed(words(e), e);
        }
    }

    private WatchedSession obtain(RunningOrder run) throws TrainingException, InterruptedException {
        if (interruptible) {
            run.beginOpening();
        }
        try {
            return sessions.obtain(run.order(), run.token());
        } finally {
            run.endOpening();
        }
    }

    private static String words(Throwable e) {
        Throwable root = FailureWords.root(e);
        String what = root instanceof OutOfMemoryError ? "the trainer ran out of memory: " : "the trainer threw ";
        return what + FailureWords.words(root);
    }

    /** Called when an order has used up its time: first it is asked to end, then interrupted, then given up. */
    private void expire(RunningOrder run) {
        if (!run.isRunning()) {
            return;
        }
        run.expire();
        later(() -> giveUp(run), graceMillis);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Its result is not needed, and what it runs does not throw.
    private void later(Runnable what, long millis) {
        try {
            timer.schedule(what, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("time limits are no longer checked, because the executor is closing", e);
        }
    }

    private void giveUp(RunningOrder run) {
        leave(run, run.failed(run.limitWords() + " and ignored the interrupt; its thread was abandoned", null));
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
        CancellationToken cancel = CancellationToken.create();
        tests.put(order.trial(), cancel);
        workers.execute(() -> sink.accept(testSafely(order, cancel)));
    }

    private TestReport testSafely(WorkOrder order, CancellationToken cancel) {
        permits.acquireUninterruptibly();
        try {
            WatchedSession session = sessions.obtain(order, cancel);
            if (cancel.isCancelled()) {
                return new TestReport(order.trial(), Optional.empty(), cancel.reason());
            }
            return new TestReport(order.trial(), Optional.of(session.test()), "");
        } catch (Throwable e) { // As above: a failing test must not lose its answer.
            LOG.debug("the test of {} failed: {}", order.trial(), FailureWords.stackTrace(e));
            return new TestReport(order.trial(), Optional.empty(), words(e));
        } finally {
            if (cancel.isCancelled()) {
                sessions.discard(order.trial());
            } else {
                sessions.putAside(order.trial());
            }
            tests.remove(order.trial());
            permits.release();
        }
    }

    @Override
    public void cancel(TrialId trial, String reason) {
        RunningOrder run = running.get(trial);
        if (run != null) {
            run.cancel(reason);
        }
    }

    @Override
    public void handBack(TrialId trial, String reason) {
        RunningOrder run = running.get(trial);
        if (run != null) {
            run.handBack(reason);
        }
    }

    @Override
    public void release(TrialId trial) {
        if (!running.containsKey(trial) && !lost.contains(trial) && !tests.containsKey(trial)) {
            sessions.discard(trial);
        }
    }

    @Override
    public void close() {
        running.values().forEach(run -> run.cancel("the search was closed"));
        tests.values().forEach(cancel -> cancel.cancel("the search was closed"));
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
        running.values()
                .forEach(run -> leave(
                        run, run.report(Segment.cancelled(List.of(), run.token().reason()))));
        Set<TrialId> busy = new HashSet<>(lost);
        busy.addAll(tests.keySet());
        sessions.discardIdle(busy);
    }
}
