package org.gradus.trainers.process;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The processes that run, which end with this JVM. Thread-safe. */
final class LivePrograms {
    private static final Set<Program> LIVE = ConcurrentHashMap.newKeySet();
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);
    private static volatile boolean ending;
    private static boolean hooked;

    private LivePrograms() {}

    static synchronized void add(Program program) {
        LIVE.add(program);
        if (!hooked) {
            Runtime.getRuntime().addShutdownHook(new Thread(LivePrograms::endAll, "gradus-process-end"));
            hooked = true;
        }
    }

    static void remove(Program program) {
        LIVE.remove(program);
    }

    /**
     * Waits while the JVM ends: what a program does that is ended with it is no failure of its trial, and must not be recorded
     * as one.
     */
    static void awaitEndOfJvm() {
        try {
            while (ending) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void endAll() {
        ending = true;
        List<Program> all = List.copyOf(LIVE);
        all.forEach(Program::closeInput);
        long start = System.nanoTime();
        for (Program program : all) {
            program.awaitExit(GRACE_NANOS - (System.nanoTime() - start));
        }
        all.forEach(Program::kill);
    }
}
