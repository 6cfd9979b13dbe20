package org.gradus.trainers.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lines that a program has written and nobody has read, up to a number of bytes; then the program waits. Thread-safe. */
final class LineQueue {
    private static final long CAPACITY = 4L << 20;

    private final Deque<byte[]> lines = new ArrayDeque<>();
    private long bytes;
    private @Nullable String end;

    /** Adds a line; waits while there are too many. */
    synchronized void add(byte[] line) throws InterruptedException {
        while (bytes > CAPACITY && end == null) {
            wait();
        }
        lines.add(line);
        bytes += line.length;
        if (lines.size() == 1) {
            notifyAll();
        }
    }

    /** Notes that nothing more comes; what was added before can still be read. The first reason stays. */
    synchronized void end(String reason) {
        if (end == null) {
            end = reason;
            notifyAll();
        }
    }

    /** Why nothing more comes; null while something may. */
    synchronized @Nullable String ended() {
        return lines.isEmpty() ? end : null;
    }

    /** The next line; null if none came in time, or none comes any more. */
    synchronized byte @Nullable [] poll(long nanos) throws InterruptedException {
        long start = System.nanoTime();
        long left = nanos;
        while (lines.isEmpty() && end == null && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = nanos - (System.nanoTime() - start);
        }
        byte[] line = lines.poll();
        if (line != null) {
            boolean full = bytes > CAPACITY;
            bytes -= line.length;
            if (full && bytes <= CAPACITY) {
                notifyAll();
            }
        }
        return line;
    }
}
