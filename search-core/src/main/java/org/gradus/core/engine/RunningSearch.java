package org.gradus.core.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** A search that was started. Thread-safe. */
public final class RunningSearch {
    private final SearchEngine engine;
    private final CompletableFuture<StudyResult> result = new CompletableFuture<>();

    private RunningSearch(SearchEngine engine) {
        this.engine = engine;
    }

    static RunningSearch start(SearchEngine engine) {
        RunningSearch search = new RunningSearch(engine);
        Thread thread = new Thread(search::run, "gradus-search");
        thread.start();
        return search;
    }

    private void run() {
        try {
            result.complete(engine.run());
        } catch (Throwable e) { // Passed on to the caller that awaits the result.
            result.completeExceptionally(e);
        }
    }

    /** Asks the search to end between two steps of its trainings; {@link #await} then returns what there is. */
    public void cancel() {
        engine.cancel();
    }

    public boolean isDone() {
        return result.isDone();
    }

    /**
     * Waits for the end. If the waiting thread is interrupted, the search is cancelled and the thread stays interrupted.
     *
     * @throws RuntimeException what ended the search, if it did not end well
     */
    public StudyResult await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancel();
                } catch (ExecutionException e) {
                    throw unwrapped(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException wrapper) {
        Throwable cause = wrapper.getCause();
        if (cause instanceof RuntimeException e) {
            return e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
        return new CompletionException(cause);
    }
}
