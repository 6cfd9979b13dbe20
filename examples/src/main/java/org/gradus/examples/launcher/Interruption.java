package org.gradus.examples.launcher;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hears of Ctrl+C (or another polite signal to end): asks what runs to end early, and keeps the JVM alive until the
 * command has said what it has. The JVM itself then exits with 130; a second Ctrl+C ends it at once. Thread-safe.
 */
public final class Interruption {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicReference<@Nullable Runnable> reaction = new AtomicReference<>();
    private volatile boolean happened;

    /** Starts to listen. */
    static Interruption listen() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::interrupt, "gradus-interruption"));
        return interruption;
    }

    /** One that never happens by itself. */
    static Interruption never() {
        return new Interruption();
    }

    private void interrupt() {
        if (finished.getCount() == 0) {
            return;
        }
        happened = true;
        Signals.exitOnNext();
        Runnable action = reaction.get();
        if (action != null) {
            action.run();
        }
        try {
            if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("gradus: it did not end within " + PATIENCE_SECONDS + " s and is left");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What to do when it happens; at once where it has happened already. */
    public void onInterrupt(Runnable action) {
        reaction.set(action);
        if (happened) {
            action.run();
        }
    }

    public boolean happened() {
        return happened;
    }

    /** The command is done; the JVM may end. */
    void finish() {
        finished.countDown();
    }
}
