package org.gradus.examples.benchmark;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at what a thread does, a thousand times a second. A place is the innermost method of a layer, an updater or Gradus's trainer that
 * is on its stack; native code counts for the method that called it. Started and stopped by the thread that is looked at.
 */
final class StackSampler {
    private static final long PERIOD_NANOS = 1_000_000;
    private static final List<String> PLACES =
            List.of("org.deeplearning4j.nn.", "org.deeplearning4j.optimize.", "org.gradus.trainers.dl4j.");

    /** What stands between a layer and native code says nothing about where time goes. */
    private static final String CALLS = "org.gradus.trainers.dl4j.internal.coupling.FencedExecutioner";

    private final Thread watched;
    private final Multiset<String> seen = HashMultiset.create();
    private final Thread sampling = new Thread(this::sample, "stack-sampler");
    private volatile boolean stopped;

    private StackSampler(Thread watched) {
        this.watched = watched;
        sampling.setDaemon(true);
    }

    /**
     * Where a thread was.
     *
     * @param name class and method
     * @param share of the samples, in (0, 1]
     */
    record Place(String name, double share) {}

    static StackSampler ofThisThread() {
        return new StackSampler(Thread.currentThread());
    }

    void start() {
        sampling.start();
    }

    void stop() throws InterruptedException {
        stopped = true;
        sampling.join();
    }

    private void sample() {
        while (!stopped) {
            LockSupport.parkNanos(PERIOD_NANOS);
            seen.add(place(watched.getStackTrace()));
        }
    }

    static String place(StackTraceElement[] stack) {
        Optional<StackTraceElement> innermost = Arrays.stream(stack)
                .filter(frame -> PLACES.stream().anyMatch(frame.getClassName()::startsWith))
                .filter(frame -> !frame.getClassName().startsWith(CALLS))
                .findFirst();
        return innermost
                .map(frame -> frame.getClassName().replaceAll(".*\\.|\\$\\$Lambda.*", "") + "." + frame.getMethodName())
                .orElse("the rest");
    }

    /** The places, most frequent first. To be called after {@link #stop}. */
    List<Place> shares() {
        return Multisets.copyHighestCountFirst(seen).entrySet().stream()
                .map(entry -> new Place(requireNonNull(entry.getElement()), (double) entry.getCount() / seen.size()))
                .toList();
    }
}
