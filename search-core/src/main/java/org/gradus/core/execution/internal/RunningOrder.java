package org.gradus.core.execution.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.gradus.core.execution.SegmentSink;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.space.Figures;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.TrialId;
import org.jspecify.annotations.Nullable;

/** One order on its way through a thread of the {@link LocalExecutor}. Thread-safe. */
final class RunningOrder {
    private static final long RETRY_NANOS = 1_000_000;

    private final WorkOrder order;
    private final SegmentSink sink;
    private final Semaphore permits;
    private final CancellationToken token = CancellationToken.create();
    private @Nullable Thread thread;
    private long startNanos;
    private boolean expired;
    private boolean wantedBack;
    private boolean opening;
    private boolean interruptedOpening;
    private boolean answered;
    private boolean givenUp;

    RunningOrder(WorkOrder order, SegmentSink sink, Semaphore permits) {
        this.order = order;
        this.sink = sink;
        this.permits = permits;
        this.startNanos = System.nanoTime();
    }

    WorkOrder order() {
        return order;
    }

    TrialId trial() {
        return order.trial();
    }

    CancellationToken token() {
        return token;
    }

    /** Waits for a place to run. */
    void begin() {
        permits.acquireUninterruptibly();
        synchronized (this) {
            Thread.interrupted(); // An earlier order on this thread may have left its interrupt behind.
            thread = Thread.currentThread();
            startNanos = System.nanoTime();
        }
    }

    /** Asks the training to end, by its token, and by an interrupt between {@link #beginOpening} and {@link #endOpening}. */
    synchronized void cancel(String reason) {
        token.cancel(reason);
        if (opening && thread != null) {
            interruptedOpening = true;
            thread.interrupt();
        }
    }

    /** Says that this thread begins to open a session, which an interrupt can end but the token cannot. */
    synchronized void beginOpening() {
        opening = true;
        if (token.isCancelled()) {
            cancel(token.reason());
        }
    }

    /** Ends the effect of {@link #beginOpening}, and of an interrupt that came too late. */
    synchronized void endOpening() {
        opening = false;
        if (interruptedOpening && !expired) {
            Thread.interrupted();
        }
    }

    /** Whether the session was cancelled while it was opened, so that a failure to open it says nothing. */
    synchronized boolean isInterruptedOpening() {
        return interruptedOpening;
    }

    synchronized boolean isRunning() {
        return !answered;
    }

    synchronized boolean isGivenUp() {
        return givenUp;
    }

    /** Asks the training to end so that it can go on elsewhere. */
    void handBack(String reason) {
        synchronized (this) {
            wantedBack = !token.isCancelled();
        }
        token.cancel(reason);
    }

    /** Whether the model is wanted of a training that was cancelled. */
    synchronized boolean isWantedBack() {
        return wantedBack && !expired && !givenUp;
    }

    /** Asks the training to end, by token and by interrupt. */
    synchronized void expire() {
        if (answered) {
            return;
        }
        expired = true;
        token.cancel(limitWords());
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Gives the thread up; false if the training has ended after all. */
    synchronized boolean giveUp() {
        if (answered) {
            return false;
        }
        givenUp = true;
        return true;
    }

    String limitWords() {
        String seconds = Figures.of(order.timeLimit().orElse(Duration.ZERO).toMillis() / 1000.0) + " s";
        return order.fromStep() == 0
                ? "the trial took longer than its limit of " + seconds
                : "the trial took longer than its limit; " + seconds + " were left at step " + order.fromStep();
    }

    SegmentReport reached(Segment segment, Optional<CheckpointRef> checkpoint) {
        return report(segment, "", checkpoint);
    }

    /** What a training reports that was left at a step and may go on from a checkpoint. */
    SegmentReport handedBack(Segment segment, Optional<CheckpointRef> checkpoint) {
        return report(segment, "", checkpoint);
    }

    SegmentReport report(Segment segment) {
        return report(
                isExpired() && segment.end() == SegmentEnd.CANCELLED
                        ? Segment.failed(segment.points(), limitWords())
                        : segment,
                "",
                Optional.empty());
    }

    SegmentReport failed(String reason, @Nullable Throwable cause) {
        String why = cause != null && isExpired() ? limitWords() : reason;
        String stackTrace = cause == null ? "" : FailureWords.stackTrace(cause);
        return report(Segment.failed(List.of(), why), stackTrace, Optional.empty());
    }

    private SegmentReport report(Segment segment, String stackTrace, Optional<CheckpointRef> checkpoint) {
        long elapsed = (System.nanoTime() - started()) / 1_000_000;
        return new SegmentReport(order.trial(), segment, stackTrace, workerName(), elapsed, checkpoint);
    }

    private synchronized boolean isExpired() {
        return expired;
    }

    private synchronized long started() {
        return startNanos;
    }

    private synchronized String workerName() {
        return thread == null ? "local" : thread.getName();
    }

    /** Passes the report on, once, and gives the place back. */
    void answer(SegmentReport report) {
        synchronized (this) {
            if (answered) {
                return;
            }
            answered = true;
        }
        try {
            deliver(report);
        } finally {
            permits.release();
        }
    }

    /** Other trainings may have used up the memory that the answer needs, and give it back when they fail too. */
    private void deliver(SegmentReport report) {
        boolean delivered = false;
        while (!delivered) {
            try {
                sink.accept(report);
                delivered = true;
            } catch (OutOfMemoryError e) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }
}
