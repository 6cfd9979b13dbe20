package org.gradus.core.engine;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gradus.core.store.Claims;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the claims of a run from a thread of its own, so that a worker whose training blocks, however long, is not presumed
 * dead. A lease lasts two beats.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final ScheduledExecutorService timer;

    private Heartbeat(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** The lease of a claim that is renewed at every beat. */
    static Duration lease(Duration beat) {
        return beat.multipliedBy(2);
    }

    /** Beats until it is closed. */
    @SuppressWarnings("FutureReturnValueIgnored") // What it runs does not throw, and its result is not needed.
    static Heartbeat of(Claims claims, Duration beat) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(runnable -> {
            Thread thread = new Thread(runnable, "gradus-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        if (claims.isShared()) {
            timer.scheduleAtFixedRate(() -> renew(claims), beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
        }
        return new Heartbeat(timer);
    }

    private static void renew(Claims claims) {
        try {
            claims.renew();
        } catch (RuntimeException e) { // A beat that fails must not be the last: the store may come back.
            LOG.warn("the claims were not renewed: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
