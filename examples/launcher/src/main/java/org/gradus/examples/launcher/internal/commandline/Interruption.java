package org.gradus.examples.launcher.internal.commandline;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Notices that this process is to end: by Ctrl+C, SIGTERM, the end of its terminal or the end of its parent. It then asks
 * what runs to end early, once, and the command says what it has and exits with {@link ExitCode#INTERRUPTED}. Where nothing
 * runs that could end early, the process exits with that code at once; so it does at the second Ctrl+C, and at the second
 * SIGTERM unless it is a child, whose parent sends one after what the terminal sends to both. A terminal that closes may send
 * SIGHUP twice, which counts once. Thread-safe.
 */
public final class Interruption {
    private static final long PATIENCE_SECONDS = 60;

    private final boolean isChild;
    private final IntConsumer exit;
    private final IntConsumer halt;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Set<String> received = new HashSet<>();
    private @Nullable Runnable reaction;
    private Runnable last = () -> {};
    private boolean happened;
    private boolean bySignal;
    private int code = ExitCode.INTERRUPTED;

    Interruption(boolean isChild, IntConsumer exit, IntConsumer halt) {
        this.isChild = isChild;
        this.exit = exit;
        this.halt = halt;
    }

    /**
     * Handles the signals of this process.
     *
     * @param isChild whether a launcher started it, which sends signals on
     */
    static Interruption listen(boolean isChild) {
        Interruption interruption = new Interruption(isChild, System::exit, Runtime.getRuntime()::halt);
        Signals.handle(interruption::received);
        return interruption;
    }

    /** One that never happens by itself. */
    static Interruption never() {
        return new Interruption(false, code -> {}, code -> {});
    }

    /** What to do with a signal. */
    void received(String signal) {
        boolean again;
        synchronized (this) {
            if (received.isEmpty()) {
                code = switch (signal) {
                    case "TERM" -> ExitCode.TERMINATED;
                    case "HUP" -> ExitCode.HUNG_UP;
                    default -> ExitCode.INTERRUPTED;
                };
            }
            again = !received.add(signal);
        }
        if (again && (signal.equals("INT") || (signal.equals("TERM") && !isChild))) {
            atOnce();
        } else {
            happen();
        }
    }

    private void atOnce() {
        Runnable action;
        synchronized (this) {
            action = last;
        }
        action.run();
        halt.accept(exitCode());
    }

    /** The process is to end. */
    void happen() {
        Runnable action;
        synchronized (this) {
            if (happened || finished.getCount() == 0) {
                return;
            }
            happened = true;
            action = reaction;
        }
        if (action == null) {
            System.err.println("gradus: interrupted");
            exit.accept(exitCode());
            return;
        }
        action.run();
        limitPatience();
    }

    /** There may be no one left to send a second signal. */
    private void limitPatience() {
        Thread watch = new Thread(
                () -> {
                    try {
                        if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                            System.err.println("gradus: it did not end within " + PATIENCE_SECONDS + " s and is left");
                            atOnce();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "gradus-patience");
        watch.setDaemon(true);
        watch.start();
    }

    /** What to do when it happens; at once where it has happened already. */
    public void onInterrupt(Runnable action) {
        onInterrupt(action, () -> {});
    }

    /**
     * What to do when it happens; at once where it has happened already.
     *
     * @param action asks what runs to end early
     * @param lastAction ends what runs without waiting, before this process ends so
     */
    public void onInterrupt(Runnable action, Runnable lastAction) {
        boolean already;
        synchronized (this) {
            reaction = action;
            last = lastAction;
            already = happened;
        }
        if (already) {
            action.run();
        }
    }

    /** The process ends with the code of its first signal from now on, 128 and its number, as schedulers expect it. */
    public synchronized void exitBySignal() {
        bySignal = true;
    }

    /** What to exit with when it has happened. */
    public synchronized int exitCode() {
        return bySignal ? code : ExitCode.INTERRUPTED;
    }

    /** Whether the process is to end. */
    public synchronized boolean happened() {
        return happened;
    }

    /** The command is done; the process is about to exit. */
    void finish() {
        finished.countDown();
    }
}
