package org.gradus.strategies;

import java.util.concurrent.CompletableFuture;
import org.gradus.core.engine.RunningSearch;
import org.gradus.core.engine.Search;

/** Cancels a search from one of its own threads, which may get there before the search is known to who started it. */
final class Cancellation {
    private final CompletableFuture<RunningSearch> running = new CompletableFuture<>();

    RunningSearch start(Search search) {
        RunningSearch started = search.start();
        running.complete(started);
        return started;
    }

    void cancel() {
        running.join().cancel();
    }
}
