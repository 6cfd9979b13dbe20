package org.gradus.core.training;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Asks a training to end between two steps. Thread-safe. */
public final class CancellationToken {
    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();

    public static CancellationToken create() {
        return new CancellationToken();
    }

    /** Cancels; the first reason stays. */
    public void cancel(String why) {
        reason.compareAndSet(null, why);
    }

    public boolean isCancelled() {
        return reason.get() != null;
    }

    /** Why it was cancelled; empty while it was not. */
    public String reason() {
        String why = reason.get();
        return why == null ? "" : why;
    }
}
