package org.gradus.reports.internal.exports;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an export up to date with a running search, from a thread of its own: the search only says what is new. A failure is
 * logged once; what was missed is delivered when a later attempt succeeds. The end of the search waits for the last delivery, at
 * most {@value #LONGEST_END_SECONDS} s.
 */
public final class LiveExport implements SearchListener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveExport.class);

    /** So that many events in a row are one delivery. */
    private static final long PAUSE_MILLIS = 500;

    private static final long RETRY_MILLIS = 5_000;
    private static final long LONGEST_END_SECONDS = 60;

    private final Export export;
    private @Nullable Running running;

    public LiveExport(Export export) {
        this.export = export;
    }

    @Override
    public void onStart(StudyRecord study) {
        if (running != null) {
            running.stop();
        }
        running = new Running(export, study);
    }

    @Override
    public void onEvent(TrialEvent event, StudyView view) {
        if (running != null) {
            running.offer(view);
        }
    }

    @Override
    public void onEnd(StudyResult result) {
        if (running != null) {
            running.finish(result);
            running = null;
        }
    }

    /** What is delivered of one search. */
    private static final class Running {
        private final Export export;
        private final StudyRecord study;
        private final ScheduledThreadPoolExecutor executor;
        private final AtomicReference<@Nullable Snapshot> newest = new AtomicReference<>();
        private final AtomicBoolean scheduled = new AtomicBoolean();
        private volatile boolean failing;
        private volatile boolean refused;

        Running(Export export, StudyRecord study) {
            this.export = export;
            this.study = study;
            this.executor = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(task, "gradus-export");
                thread.setDaemon(true);
                return thread;
            });
            // A search that is given up says nothing, and must leave no thread.
            executor.setKeepAliveTime(2 * RETRY_MILLIS, TimeUnit.MILLISECONDS);
            executor.allowCoreThreadTimeOut(true);
            executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }

        void offer(StudyView view) {
            newest.set(Snapshot.running(study, view));
            schedule(failing ? RETRY_MILLIS : PAUSE_MILLIS);
        }

        private void schedule(long millis) {
            if (!refused && scheduled.compareAndSet(false, true)) {
                Future<?> unused = executor.schedule(
                        () -> {
                            scheduled.set(false);
                            deliver();
                        },
                        millis,
                        TimeUnit.MILLISECONDS);
            }
        }

        private void deliver() {
            Snapshot snapshot = newest.getAndSet(null);
            if (snapshot == null || refused) {
                return;
            }
            try {
                export.bring(snapshot);
                if (failing) {
                    LOG.info("study '{}' is delivered to {} again", study.id(), export.words());
                }
                failing = false;
            } catch (SearchException e) {
                refused = true;
                LOG.warn("study '{}' is not delivered: {}", study.id(), e.getMessage());
            } catch (Throwable e) { // Errors too: none of them is about the search.
                failed(snapshot, e);
            }
        }

        private void failed(Snapshot snapshot, Throwable problem) {
            newest.compareAndSet(null, snapshot);
            if (!failing) {
                LOG.warn(
                        "study '{}' cannot be delivered to {} now: {}\nThe search continues; delivery is tried again as it goes on,"
                                + " and the launcher's command export delivers what is missing at the end.",
                        study.id(),
                        export.words(),
                        Delivery.problem(problem));
            }
            failing = true;
        }

        void finish(StudyResult result) {
            newest.set(Snapshot.of(result));
            Future<?> last = executor.submit(this::deliver);
            executor.shutdown();
            try {
                last.get(LONGEST_END_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                LOG.warn(
                        "study '{}' is not delivered to {} completely after {} s\nMaybe deliver the rest with the launcher's"
                                + " command export.",
                        study.id(),
                        export.words(),
                        LONGEST_END_SECONDS);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void stop() {
            executor.shutdownNow();
        }
    }
}
