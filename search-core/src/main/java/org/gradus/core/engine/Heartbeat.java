package org.gradus.core.engine;

import java.time.Duration;
import java.util.Optional;
import org.gradus.core.store.Claims;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the claims of a run from a thread of its own, so that a worker whose training blocks, however long, is not presumed
 * dead. A lease lasts two beats.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final Optional<Thread> thread;

    private Heartbeat(Optional<Thread> thread) {
        this.thread = thread;
    }

    /** The lease of a claim that is renewed at every beat. */
    static Duration lease(Duration beat) {
        return beat.multipliedBy(2);
    }

    /** Beats until it is closed or its thread is interrupted, as when a program ends all its threads. */
    static Heartbeat of(Claims claims, Duration beat) {
        if (!claims.isShared()) {
            return new Heartbeat(Optional.empty());
        }
        Thread thread = new Thread(() -> beat(claims, beat), "gradus-heartbeat");
        thread.setDaemon(true);
        thread.start();
        return new Heartbeat(Optional.of(thread));
    }

    private static void beat(Claims claims, Duration beat) {
        try {
            while (true) {
                Thread.sleep(beat.toMillis());
                renew(claims);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        thread.ifPresent(Thread::interrupt);
    }
}
