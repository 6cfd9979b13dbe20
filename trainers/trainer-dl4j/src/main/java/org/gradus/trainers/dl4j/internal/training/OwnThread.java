package org.gradus.trainers.dl4j.internal.training;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs work in a thread of its own and waits for it. ND4J's random numbers and working memory belong to threads: those of
 * the caller's stay as they are.
 */
final class OwnThread {
    private OwnThread() {}

    /**
     * Runs the work to its end. An interrupt is handed on to it, and kept.
     *
     * @throws CancellationException if the work ended by an interrupt
     * @throws IllegalStateException if it failed with a checked exception
     */
    static <T> T call(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    thread.interrupt();
                } catch (ExecutionException e) {
                    throw failure(Objects.requireNonNull(e.getCause(), "what the work threw"), interrupted);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException failure(Throwable cause, boolean interrupted) {
        if (interrupted || cause instanceof InterruptedException) {
            CancellationException cancelled = new CancellationException("the range test was interrupted");
            cancelled.initCause(cause);
            return cancelled;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException(cause.getMessage(), cause);
    }
}
